import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { checkFileName, type Storage } from './port'

export type S3Settings = {
  /** Address of the service, without a path: `https://cos.ap-guangzhou.myqcloud.com`, `http://127.0.0.1:9000`. */
  endpoint: string
  region: string
  bucket: string
  /** Put before every name, with its slash, where several installations share a bucket; or empty. */
  prefix: string
  keyId: string
  secret: string
}

/** The storage did not answer, or neither with a file nor that there is none. The message holds no key. */
export class StorageFault extends Error {
  override name = 'StorageFault'
}

/** A storage that does not answer must not hold up a call longer than a phone waits. */
const TIMEOUT_MS = 8_000
/** Repeats after a 5xx, 50 ms and then 100 ms apart: each of the three calls may be repeated. */
const RETRIES = 2

/**
 * Storage in an S3-compatible service (CloudBase's COS, MinIO, Ceph …), addressed by path: a host name per bucket needs a
 * wildcard certificate, which a district's own MinIO does not have.
 */
export function createS3Storage({ endpoint, region, bucket, prefix, keyId, secret }: S3Settings): Storage {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: 's3',
    region,
    retries: RETRIES,
  })
  const ask = async (method: string, name: string, body?: Uint8Array, headers: Record<string, string> = {}) => {
    checkFileName(name)
    // The hash is signed with the request, so that a body changed on the way is refused.
    const hash = createHash('sha256')
      .update(body ?? '')
      .digest('hex')
    const asked = client.fetch(`${endpoint}/${bucket}/${prefix}${name}`, {
      method,
      headers: { ...headers, 'x-amz-content-sha256': hash },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
      ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
    })
    const response = await asked.catch((fault: Error) => {
      throw new StorageFault(`the storage does not answer ${method}: ${fault.name}`)
    })
    if (response.ok || response.status === 404) return response
    // The body is read, so that the connection is free again; it is not logged, since it repeats parts of the request.
    await response.arrayBuffer()
    throw new StorageFault(`the storage answered ${method} with ${response.status}`)
  }
  return {
    async put(name, bytes) {
      const { type } = checkFileName(name)
      const response = await ask('PUT', name, bytes, { 'content-type': type })
      await response.arrayBuffer()
      if (!response.ok) throw new StorageFault('the storage has no such bucket')
    },
    async get(name) {
      const response = await ask('GET', name)
      const bytes = await response.arrayBuffer()
      return response.ok ? new Uint8Array(bytes) : undefined
    },
    async remove(name) {
      await (await ask('DELETE', name)).arrayBuffer()
    },
  }
}
