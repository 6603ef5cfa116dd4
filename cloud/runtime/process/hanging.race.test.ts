import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { createSilentProxy, type SilentProxy } from '../../testing/faults/silent-proxy'
import { buildCloud, type CloudProcess, startCloud } from '../../testing/process/cloud-process'

let real: RealPostgres
let proxy: SilentProxy
let cloud: CloudProcess
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
})
afterAll(() => real.drop())
beforeEach(async () => {
  proxy = await createSilentProxy(real.url)
  cloud = await startCloud(proxy.url)
})
afterEach(async () => {
  await cloud.kill()
  proxy.close()
})
const ask = async (path: string) => {
  const headers = { authorization: `Bearer ${'t'.repeat(43)}` }
  const answer = await fetch(`http://127.0.0.1:${cloud.port}${path}`, { headers })
  return { status: answer.status, retry: answer.headers.get('retry-after'), body: await answer.json() }
}
const LATER = { status: 503, retry: expect.stringMatching(/^[2-5]$/) }

test('a database that hangs: every call is told to come later, also those that queue for one batch', async () => {
  expect(await ask('/readyz')).toMatchObject({ status: 200 })
  proxy.silence()
  const asked = ['/readyz', '/healthz', ...Array.from({ length: 200 }, () => '/api/me')]
  const [ready, ...others] = await Promise.all(asked.map(ask))
  expect(ready).toMatchObject({ ...LATER, body: { ok: false, why: 'no database' } })
  expect(others).toEqual(others.map(() => expect.objectContaining(LATER)))
  proxy.serve()
  let back = await ask('/readyz')
  while (back.status !== 200) back = await ask('/readyz')
  expect(back.body).toEqual({ ok: true })
})

test('a process whose database hangs ends when asked to, with requests and jobs under way', async () => {
  expect(await ask('/readyz')).toMatchObject({ status: 200 })
  proxy.silence()
  const asked = Promise.allSettled(['/readyz', '/api/me', '/api/stations'].map(ask))
  expect(await cloud.stop()).toBe(0)
  await asked
})
