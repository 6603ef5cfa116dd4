import { createFolderStorage } from './folder'
import type { Storage } from './port'
import { createS3Storage, type S3Settings } from './s3'

/** Where files are stored: in a folder, or in an S3-compatible service. */
export type StorageSettings = { folder: string } | { s3: S3Settings }

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** An https address without a path; http on this machine or a private network's name would send the photographs open. */
function isEndpoint(text: string): boolean {
  try {
    const { protocol, hostname, pathname, search, username } = new URL(text)
    const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))
    return isSafe && pathname === '/' && !search && !username
  } catch {
    return false
  }
}

const S3_NAMES = ['STORAGE_URL', 'STORAGE_BUCKET', 'STORAGE_KEY_ID', 'STORAGE_SECRET'] as const

/**
 * Reads where files are stored; undefined: nowhere, and photographs are refused. Adds each invalid name to `bad`, never a
 * secret. `otherwise`: the folder where nothing is named, if this process has one to itself.
 */
export function readStorage(
  given: (name: string) => string | undefined,
  bad: string[],
  otherwise: string | undefined,
): StorageSettings | undefined {
  const wants = (name: string, what: string) => void bad.push(`${name} must be ${what}`)
  const folder = given('STORAGE_DIR')
  const [endpoint, bucket, keyId, secret] = S3_NAMES.map(given)
  const [prefix, region] = [given('STORAGE_PREFIX'), given('STORAGE_REGION') ?? 'us-east-1']
  if ([endpoint, bucket, keyId, secret].every((one) => one === undefined)) {
    const where = folder ?? otherwise
    return where === undefined ? undefined : { folder: where }
  }
  if (folder) wants('STORAGE_DIR', 'absent where STORAGE_URL is set')
  for (const name of S3_NAMES)
    if (!given(name)) wants(name, `set with ${S3_NAMES.filter((one) => one !== name).join(', ')}`)
  if (endpoint && !isEndpoint(endpoint))
    wants('STORAGE_URL', 'an https address without a path, or http on this machine')
  if (bucket && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) wants('STORAGE_BUCKET', 'the name of a bucket')
  if (prefix && !/^([a-z0-9-]{1,40}\/)+$/.test(prefix))
    wants('STORAGE_PREFIX', 'small letters and digits with a slash at the end')
  if (!/^[a-z0-9-]{1,40}$/.test(region)) wants('STORAGE_REGION', 'a region such as ap-guangzhou')
  if (!endpoint || !bucket || !keyId || !secret) return undefined
  return { s3: { endpoint: endpoint.replace(/\/$/, ''), region, bucket, prefix: prefix ?? '', keyId, secret } }
}

/** Opens nothing yet: a storage that cannot be reached harms the calls that need it, and no others. */
export const openStorage = (settings: StorageSettings): Storage =>
  'folder' in settings ? createFolderStorage(settings.folder) : createS3Storage(settings.s3)
