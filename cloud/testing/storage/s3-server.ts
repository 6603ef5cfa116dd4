import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

export const S3_KEY = { keyId: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }

/**
 * Whether a request is signed with this key, computed from Amazon's description of Signature Version 4 (canonical request,
 * string to sign, signing key) and independent of the client.
 */
function isSigned({ method = '', url = '', headers }: IncomingMessage, body: Buffer, region: string): boolean {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  if (!found) return false
  const [, keyId, day = '', signedRegion, names = '', signature] = found
  const stamp = String(headers['x-amz-date'])
  if (keyId !== S3_KEY.keyId || signedRegion !== region || !stamp.startsWith(day)) return false
  if (headers['x-amz-content-sha256'] !== sha(body)) return false
  const list = names.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => list.includes(name))) return false
  const canonical = [
    method,
    url,
    '',
    ...list.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    sha(body),
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', stamp, scope, sha(canonical)].join('\n')
  const key = mac(mac(mac(mac(`AWS4${S3_KEY.secret}`, day), region), 's3'), 'aws4_request')
  return mac(key, text).toString('hex') === signature
}

/** A small S3-compatible server in memory that refuses wrongly signed requests. `fail`: the next answers, by status. */
export async function openS3Server(bucket: string, region: string) {
  const files = new Map<string, { bytes: Buffer; type: string | undefined }>()
  const fail: number[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const end = (status: number, bytes?: Buffer) => response.writeHead(status).end(bytes)
      const failing = fail.shift()
      if (failing) return end(failing)
      if (!isSigned(request, body, region)) return end(403)
      const path = request.url ?? ''
      if (!path.startsWith(`/${bucket}/`)) return end(404)
      if (request.method === 'PUT') files.set(path, { bytes: body, type: request.headers['content-type'] })
      if (request.method === 'DELETE') files.delete(path)
      if (request.method !== 'GET') return end(request.method === 'DELETE' ? 204 : 200)
      const found = files.get(path)
      return found ? end(200, found.bytes) : end(404)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((resolve) => server.close(resolve))
  return { endpoint: `http://127.0.0.1:${port}`, files, fail, close }
}
