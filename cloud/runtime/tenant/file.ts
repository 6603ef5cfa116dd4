import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { StorageSettings } from '../../storage/settings'
import { hostOf } from './host'
import { type DistrictEnv, districtVariables, readDistrict } from './settings'

/** Connections to each of many databases: what one process needs while a hundred others are quiet. */
const POOL = 2
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The file as JSON. What is wrong with it is said without any of its text, which has passwords. */
export function parseFile(path: string, bad: string[]): DistrictsFile {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (fault) {
    bad.push(`DISTRICTS: ${path} cannot be read: ${(fault as NodeJS.ErrnoException).code}`)
    return {}
  }
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value) && Object.keys(value).length > 0) return value
  } catch {}
  bad.push(`DISTRICTS: ${path} must be a JSON object that has a district for each host name`)
  return {}
}

function readOne(key: string, value: unknown, bad: string[]): DistrictEnv | undefined {
  const host = hostOf(key)
  if (!host || !isRecord(value)) {
    bad.push(`DISTRICTS: ${key} must be a host name with an object of variables`)
    return undefined
  }
  const own: string[] = []
  const variables = new Map<string, string>()
  for (const [name, one] of Object.entries(value)) {
    if (typeof one === 'string' || typeof one === 'number') variables.set(name, String(one).trim())
    else own.push(`${name} must be text or a number`)
  }
  if (!variables.get('DISTRICT_ID')) own.push('DISTRICT_ID must be two lower-case letters; there is none')
  const known = districtVariables()
  for (const name of variables.keys()) if (!known.includes(name)) own.push(`${name} is no variable of a district`)
  const given = (name: string) => variables.get(name) || undefined
  const district = readDistrict(given, own, { pool: POOL, postgres: true, host })
  bad.push(...own.map((line) => `DISTRICTS: ${host}: ${line}`))
  return district
}

/** Where a district's files are. One place of two districts would lose what one of them removes. */
function filesOf(storage: StorageSettings | undefined): Record<string, string> {
  if (!storage) return {}
  if ('folder' in storage) return { STORAGE_DIR: resolve(storage.folder) }
  const { endpoint, bucket, prefix } = storage.s3
  return { STORAGE_PREFIX: `${endpoint}/${bucket}/${prefix}` }
}

/** Two entries that are one: they would share a name, a label, a database or their files. */
function findDoubles(districts: readonly DistrictEnv[], bad: string[]): void {
  const seen = new Map<string, string>()
  for (const { host = '', id, databaseUrl = '', storage } of districts) {
    const database = databaseUrl && new URL(databaseUrl)
    const place = database && `${database.hostname.toLowerCase()}:${database.port || 5432}${database.pathname}`
    for (const [name, value] of Object.entries({ host, DISTRICT_ID: id, DATABASE_URL: place, ...filesOf(storage) })) {
      const other = value && seen.get(`${name} ${value}`)
      if (other) bad.push(`DISTRICTS: ${host}: ${name} must not be that of ${other} too`)
      seen.set(`${name} ${value}`, host)
    }
  }
}

/** The content of the file: host name → the district’s variables, by the names they have in the environment. */
export type DistrictsFile = Record<string, unknown>

/** The districts of such a content. Adds every mistake to `bad`, by host and variable. */
export function readContent(content: DistrictsFile, bad: string[]): DistrictEnv[] {
  const before = bad.length
  const districts = Object.entries(content)
    .map(([key, value]) => readOne(key, value, bad))
    .filter((one) => one !== undefined)
  if (bad.length === before) findDoubles(districts, bad)
  return districts
}

export const readDistricts = (path: string, bad: string[]): DistrictEnv[] => readContent(parseFile(path, bad), bad)
