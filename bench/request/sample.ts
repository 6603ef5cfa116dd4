import { request } from 'node:http'
import type { Constant } from './constant-server'
import type { LoadRequest } from './load-generator'

/** Headers copied to the constant answer; the server sets the others. */
const COPIED_HEADERS = ['content-type', 'content-encoding', 'etag', 'cache-control', 'vary']

/** One answer as sent over the wire, still compressed. */
export const sample = (port: number, { method, path, headers, body }: LoadRequest): Promise<Constant> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part as Buffer)
      const own = COPIED_HEADERS.flatMap((name): [string, string][] => {
        const value = answer.headers[name]
        return typeof value === 'string' ? [[name, value]] : []
      })
      const bytes = Buffer.concat(parts)
      resolve({
        status: answer.statusCode ?? 0,
        body: bytes.length ? new Uint8Array(bytes) : null,
        headers: Object.fromEntries(own),
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
