import { createServer, type Server } from 'node:http'
import type { Schema } from '../../db/schema-files'
import type { Env } from '../env'
import { readyOfAll } from '../http/ready'
import { createFigures } from '../metrics/figures'
import type { Tenant } from '../tenant/tenant'
import { noPort } from './port'

/**
 * `/metrics` and, over all districts, `/readyz` on a listener of its own, by default on the loopback address: no mistake in a proxy's rules can make it
 * public. It does not keep the process alive.
 */
export function openMetrics({ port, host }: NonNullable<Env['metrics']>, schema: Schema) {
  let all: readonly Tenant[] = []
  const { watchOf, tickedOf, text, type } = createFigures(() => all)
  const pages = new Map<string, () => Promise<Response>>([
    ['/metrics', async () => new Response(await text(), { headers: { 'content-type': type } })],
    ['/readyz', () => readyOfAll(all, schema)],
  ])
  const server = createServer((request, answer) => {
    const page = request.method === 'GET' ? pages.get(request.url ?? '') : undefined
    if (!page) {
      answer.writeHead(404).end()
      return
    }
    page().then(
      async (response) => {
        const body = await response.text()
        answer.writeHead(response.status, Object.fromEntries(response.headers)).end(body)
      },
      () => answer.writeHead(500).end(),
    )
  }).unref()
  const listen = (districts: readonly Tenant[]): Promise<Server> =>
    new Promise((resolve, reject) => {
      all = districts
      server.once('error', (fault: NodeJS.ErrnoException) => reject(noPort(port, host, fault)))
      server.listen(port, host, () => resolve(server))
    })
  return { watchOf, tickedOf, listen }
}
