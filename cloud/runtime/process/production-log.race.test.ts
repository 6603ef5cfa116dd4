import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { buildCloud, startCloud } from '../../testing/process/cloud-process'

const env = { NODE_ENV: 'production' }
let real: RealPostgres
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
})
afterAll(() => real.drop())
const eventsIn = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('in production a process prints JSON lines and nothing else, from its start to its end', async () => {
  const cloud = await startCloud(real.url, { env })
  await fetch(`http://127.0.0.1:${cloud.port}/healthz`)
  expect(await cloud.stop()).toBe(0)
  expect(cloud.printed.stdout).toBe('')
  expect(eventsIn(cloud.printed.stderr)).toEqual([
    { at: expect.any(String), event: 'start', pid: expect.any(Number), node: process.version },
    { at: expect.any(String), event: 'ready', port: cloud.port, ms: expect.any(Number) },
    expect.objectContaining({ event: 'request', route: '/healthz', status: 200 }),
    { at: expect.any(String), event: 'stopping', signal: 'SIGTERM' },
    { at: expect.any(String), event: 'stop', ok: true, ms: expect.any(Number) },
  ])
})

test.each([
  [2, 'mysql://db/yike', 'DATABASE_URL must be a postgres:// address'],
  [
    1,
    'postgres://yike:geheim@127.0.0.1:1/yike',
    'PostgreSQL at 127.0.0.1:1/yike does not answer: connect ECONNREFUSED',
  ],
])('a start that fails says why in one line and ends with %i', async (code, url, why) => {
  const fault = await startCloud(url, { env }).catch((error: Error) => error)
  const [ended, ...lines] = String((fault as Error).message).split('\n')
  expect(ended).toBe(`the cloud ended with ${code}:`)
  const events = eventsIn(lines.join('\n'))
  expect(events.at(-1)).toMatchObject({ event: 'no-start', error: expect.stringContaining(why) })
  expect(lines.join()).not.toContain('geheim')
})
