import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testWithPgDump } from '../../testing/database/client-programs'
import { footprint } from '../../testing/database/footprint'
import { createDatabase, createMigrated, type RealPostgres } from '../../testing/database/real-postgres'
import { createSilentProxy, type SilentProxy } from '../../testing/faults/silent-proxy'
import { until } from '../../testing/faults/until'
import { buildCloud, type CloudProcess, startCloud } from '../../testing/process/cloud-process'
import { askHost, writeDistricts } from '../../testing/process/district-process'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { openWorld } from '../../testing/world/world'
import { findViolations } from '../invariants/find-violations'

const METRICS_PORT = String(20_000 + (process.pid % 10_000))
const folder = mkdtempSync(join(tmpdir(), 'yike-districts-'))
const DISTRICTS = join(folder, 'districts.json')
let hp: RealPostgres
let ty: RealPostgres
let proxy: SilentProxy
let cloud: CloudProcess | undefined
beforeAll(async () => {
  buildCloud()
})
beforeEach(async () => {
  ;[hp, ty] = [await createMigrated(), await createMigrated()]
  proxy = await createSilentProxy(ty.url)
})
afterEach(async () => {
  await cloud?.kill()
  proxy.close()
  await Promise.all([hp.drop(), ty.drop()])
})
afterAll(() => rmSync(folder, { recursive: true }))

const start = async (databases: Record<string, string>) => {
  writeDistricts(DISTRICTS, databases)
  cloud = await startCloud('', { env: { DISTRICTS, METRICS_PORT } })
  return cloud
}
const logged = (text: string): { event: string; district?: string }[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const ready = async (id: string) => (await askHost(cloud?.port ?? 0, `${id}.cn`, '/readyz')).status
const readyOverAll = async () => {
  const answer = await fetch(`http://127.0.0.1:${METRICS_PORT}/readyz`)
  return { status: answer.status, ...(await answer.json()) }
}

test('a district whose database hangs harms no other, and comes back by itself', async () => {
  const { port, printed } = await start({ hp: hp.url, ty: proxy.url })
  expect([await ready('hp'), await ready('ty')]).toEqual([200, 200])
  expect((await askHost(port, 'elsewhere.cn', '/readyz')).status).toBe(421)
  expect(await readyOverAll()).toEqual({ status: 200, ok: true })
  proxy.silence()
  const asked = Array.from({ length: 100 }, (_, nth) =>
    askHost(port, nth % 2 ? 'ty.cn' : 'HP.cn:8443', '/api/stations').then(({ status }) => status),
  )
  const answers = await Promise.all(asked)
  expect(answers).toEqual(answers.map((_, nth) => (nth % 2 ? 503 : 200)))
  expect([await ready('hp'), await ready('ty')]).toEqual([200, 503])
  expect(await readyOverAll()).toEqual({ status: 503, ok: false, districts: { ty: 'no database' } })
  proxy.serve()
  await until(async () => (await ready('ty')) === 200)
  const labels = logged(printed.stderr).flatMap(({ district }) => district ?? [])
  expect(new Set(labels)).toEqual(new Set(['hp', 'ty']))
  const metrics = await (await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).text()
  expect(metrics).toMatch(/yike_requests_total\{district="hp",method="GET",route="\/api\/stations",status="200"\} 50/)
  expect(metrics).toMatch(/yike_requests_total\{district="ty",method="GET",route="\/api\/stations",status="503"\} 50/)
})

test('a district that is down or hangs at the start is served when it can be', async () => {
  proxy.silence()
  const { port, printed } = await start({ hp: hp.url, ty: proxy.url, xx: 'postgres://me:geheim@127.0.0.1:1/xx' })
  expect(await Promise.all(['hp', 'ty', 'xx'].map(ready))).toEqual([200, 503, 503])
  expect((await askHost(port, 'xx.cn', '/api/stations')).status).toBe(503)
  proxy.serve()
  await until(async () => (await ready('ty')) === 200)
  expect((await askHost(port, 'ty.cn', '/api/stations')).status).toBe(200)
  const starts = logged(printed.stderr).filter(({ event }) => event === 'no-start')
  expect(starts.map(({ district }) => district).sort()).toEqual(['ty', 'xx'])
  expect(printed.stderr).not.toContain('geheim')
})

test('a process with a mistake in the file ends with 2 and says what and where', async () => {
  writeDistricts(DISTRICTS, { hp: hp.url, TY: ty.url.replace('postgres:', 'mysql:') })
  const fault = await startCloud('', { env: { DISTRICTS } }).catch((error: Error) => error)
  expect(String((fault as Error).message)).toMatch(
    /ended with 2:\n[\s\S]*DISTRICTS: ty\.cn: DISTRICT_ID must be[\s\S]*DISTRICTS: ty\.cn: DATABASE_URL must be/,
  )
})

/** The procedure of docs/deploy-linux.md: dump, restore, and one changed line. */
function move(from: string, to: string): void {
  const dump = join(folder, 'ty.dump')
  execFileSync('pg_dump', ['--format=custom', '--no-owner', `--file=${dump}`, from])
  execFileSync('pg_restore', ['--no-owner', '--exit-on-error', '--single-transaction', `--dbname=${to}`, dump])
}

testWithPgDump(
  'a district moves by dump, restore and one changed line: nothing is lost, and people stay logged in',
  async () => {
    const world = await openWorld(ty.open())
    world.clock.now = Date.now()
    const resident = await world.as('resident')
    const [{ id: session } = { id: '' }] = await world.db.query<{ id: string }>(
      `select id from session where offering_id = 'hp001-talk' and starts_at > now() + interval '2 days' order by starts_at limit 1`,
      [],
    )
    const { body: login } = await world.ask('POST', '/api/login', { persona: 'resident' })
    const auth = { authorization: `Bearer ${login.token}` }
    const booked = await resident('POST', '/api/bookings', { session, people: [resident.id] }, newIdempotencyKey())
    expect(booked.status).toBe(201)
    const { id } = booked.body.booking
    const before = await footprint(world.db)

    await start({ hp: hp.url, ty: ty.url })
    expect((await askHost(cloud?.port ?? 0, 'ty.cn', `/api/bookings/${id}`, { headers: auth })).status).toBe(200)
    await cloud?.stop()
    const moved = await createDatabase()
    try {
      move(ty.url, moved.url)
      const { port } = await start({ hp: hp.url, ty: moved.url })
      const db = moved.open()
      expect(await findViolations(db)).toEqual({})
      expect(await footprint(db)).toEqual(before)
      const found = await askHost(port, 'ty.cn', `/api/bookings/${id}`, { headers: auth })
      expect([found.status, JSON.parse(found.text).booking.status]).toEqual([200, 'booked'])
      const cancelled = await askHost(port, 'ty.cn', `/api/bookings/${id}/cancel`, {
        method: 'POST',
        headers: { ...auth, ...newIdempotencyKey() },
      })
      expect([cancelled.status, await findViolations(db)]).toEqual([200, {}])
      // The old database has it still: nobody writes there any more.
      expect(await world.db.query(`select status from booking where id = $1`, [id])).toEqual([{ status: 'booked' }])
      await cloud?.stop()
    } finally {
      await cloud?.kill()
      await moved.drop()
    }
  },
)
