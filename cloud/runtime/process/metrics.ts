import { createServer, type Server } from 'node:http'
import type { Db } from '../../db/port'
import type { Env } from '../env'
import { createFigures } from '../metrics/figures'
import { noPort } from './port'

/**
 * `/metrics` on a listener of its own, by default on the loopback address: no mistake in a proxy's rules can make it
 * public. It does not keep the process alive.
 */
export function openMetrics({ port, host }: NonNullable<Env['metrics']>) {
  let db: Db | undefined
  const { watch, ticked, text, type } = createFigures(() => db)
  const server = createServer((request, answer) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      answer.writeHead(404).end()
      return
    }
    text().then(
      (body) => answer.writeHead(200, { 'content-type': type }).end(body),
      () => answer.writeHead(500).end(),
    )
  }).unref()
  const listen = (opened: Db): Promise<Server> =>
    new Promise((resolve, reject) => {
      db = opened
      server.once('error', (fault: NodeJS.ErrnoException) => reject(noPort(port, host, fault)))
      server.listen(port, host, () => resolve(server))
    })
  return { watch, ticked, listen }
}
