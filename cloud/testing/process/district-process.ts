import { writeFileSync } from 'node:fs'
import { request } from 'node:http'

/** Writes a file of districts: `<id>.cn` → a database. */
export const writeDistricts = (path: string, databases: Record<string, string>): void =>
  writeFileSync(
    path,
    JSON.stringify(
      Object.fromEntries(
        Object.entries(databases).map(([id, DATABASE_URL]) => [`${id}.cn`, { DISTRICT_ID: id, DATABASE_URL }]),
      ),
    ),
  )

/** An HTTP request with a `Host` header of one's own, which `fetch` does not send. */
export function askHost(
  port: number,
  host: string,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: object } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers: { ...headers, host } }, (answer) => {
      let text = ''
      answer.on('data', (part) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body && JSON.stringify(body))
  })
}
