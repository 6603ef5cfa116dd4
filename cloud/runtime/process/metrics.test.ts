import { connect } from 'node:net'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import { openMigrated } from '../../testing/database/image'
import { SCHEMA } from '../../testing/database/schema'
import { DISTRICT } from '../../testing/world/district'
import type { Tenant } from '../tenant/tenant'
import { openMetrics } from './metrics'
import { NoPort } from './port'

let db: Db
beforeAll(async () => {
  db = await openMigrated()
})
afterAll(() => db.close())

const districtOf = (id: string, opened: boolean): Tenant => {
  const open = { deps: { db } as Deps, fetch: () => new Response() }
  return {
    settings: { ...DISTRICT, id, dataDir: '', strikes: { most: 3, days: 30 } },
    open: async () => open,
    now: () => (opened ? open : undefined),
    close: async () => undefined,
  }
}

test('metrics have their own listener, which serves nothing else', async () => {
  const metrics = openMetrics({ port: 0, host: '127.0.0.1' }, SCHEMA)
  const server = await metrics.listen([districtOf('hp', true)])
  const { port } = server.address() as { port: number }
  const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
  metrics.watchOf('hp').answered({ requestId: 'x', method: 'GET', route: '/api/me', status: 200, ms: 3 })
  metrics.tickedOf('hp')('soon', 12, true)
  const answer = await get('/metrics')
  expect(answer.headers.get('content-type')).toContain('version=0.0.4')
  const text = await answer.text()
  expect(text).toContain('yike_requests_total{district="hp",method="GET",route="/api/me",status="200"} 1')
  expect(text).toContain('yike_tick_seconds_count{district="hp",name="soon",ok="true"} 1')
  for (const [path, method] of [
    ['/', 'GET'],
    ['/metrics', 'POST'],
    ['/api/stations', 'GET'],
  ] as const)
    expect((await get(path, method)).status).toBe(404)
  await expect(openMetrics({ port, host: '127.0.0.1' }, SCHEMA).listen([])).rejects.toThrow(NoPort)
  await new Promise((resolve) => server.close(resolve))
  await new Promise((resolve) => connect(port, '127.0.0.1').once('error', resolve))
})

test('the probe over all districts names those that are not ready', async () => {
  const metrics = openMetrics({ port: 0, host: '127.0.0.1' }, SCHEMA)
  const ask = async (districts: Tenant[]) => {
    const server = await metrics.listen(districts)
    const { port } = server.address() as { port: number }
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
    const told = { status: answer.status, ...(await answer.json()) }
    await new Promise((resolve) => server.close(resolve))
    return told
  }
  expect(await ask([districtOf('hp', true)])).toEqual({ status: 200, ok: true })
  expect(await ask([districtOf('hp', true), districtOf('ty', false)])).toEqual({
    status: 503,
    ok: false,
    districts: { ty: 'no database' },
  })
})
