import { connect } from 'node:net'
import { openPglite } from '../../db/pglite'
import type { Db } from '../../db/port'
import { openMetrics } from './metrics'
import { NoPort } from './port'

let db: Db
beforeAll(async () => {
  db = await openPglite()
})
afterAll(() => db.close())

test('metrics have their own listener, which serves nothing else', async () => {
  const metrics = openMetrics({ port: 0, host: '127.0.0.1' })
  const server = await metrics.listen(db)
  const { port } = server.address() as { port: number }
  const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
  metrics.watch.answered({ requestId: 'x', method: 'GET', route: '/api/me', status: 200, ms: 3 })
  metrics.ticked('soon', 12, true)
  const answer = await get('/metrics')
  expect(answer.headers.get('content-type')).toContain('version=0.0.4')
  const text = await answer.text()
  expect(text).toContain('yike_requests_total{method="GET",route="/api/me",status="200"} 1')
  expect(text).toContain('yike_tick_seconds_count{name="soon",ok="true"} 1')
  for (const [path, method] of [
    ['/', 'GET'],
    ['/metrics', 'POST'],
    ['/api/stations', 'GET'],
  ] as const)
    expect((await get(path, method)).status).toBe(404)
  await expect(openMetrics({ port, host: '127.0.0.1' }).listen(db)).rejects.toThrow(NoPort)
  await new Promise((resolve) => server.close(resolve))
  await new Promise((resolve) => connect(port, '127.0.0.1').once('error', resolve))
})
