import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CalledAnswer } from '@core/contract/event'
import { Client } from 'pg'
import { readSchema } from '../../db/schema-files'
import { seedDistrict, seedPeople } from '../../demo/seed'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { SCHEMA } from '../../testing/database/schema'
import { until } from '../../testing/faults/until'
import {
  type Deployed,
  deploy,
  type EventFunction,
  type Running,
  startFunction,
  startHttp,
} from '../../testing/process/function-process'
import { OFFERINGS, STATIONS } from '../../testing/world/world'

const STREETS = [{ code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }]
const TIMER = { Type: 'Timer', TriggerName: 'tick', Time: '2026-11-23T02:00:00Z', Message: '' }

let deployed: Deployed
let real: RealPostgres
let env: Record<string, string>
let before: string[]
const started: Running[] = []
const filesOf = () => readdirSync(deployed.folder, { recursive: true }).map(String).sort()
const http = async (more: Record<string, string> = {}) => {
  const running = await startHttp(deployed.folder, { ...env, PORT: '0', HOST: '127.0.0.1', ...more })
  started.push(running)
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${running.port}${path}`, { headers })
  return { ...running, get }
}
const instance = async (handler: string, more: Record<string, string> = {}): Promise<EventFunction> => {
  const running = await startFunction(deployed, handler, { ...env, ...more })
  started.push(running)
  return running
}
/** Locks the station table by another connection, so that requests for a station hang until it is unlocked. */
async function lockStations() {
  const client = new Client({ connectionString: real.url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin; lock table station in access exclusive mode')
  return () => client.end()
}
/** A request is in progress: its statement waits for that lock. */
async function untilBlocked() {
  const db = real.open()
  const blocked = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await until(async () => (await db.query(blocked, [])).length > 0)
}

beforeAll(async () => {
  deployed = deploy()
  before = filesOf()
  real = await createDatabase()
  env = { PATH: process.env.PATH ?? '', DATABASE_URL: real.url }
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()))
})
afterAll(async () => {
  await real.drop()
  rmSync(dirname(deployed.folder), { recursive: true })
})

test('the deployed folder has one bundle, the SQL files and the entries of CloudBase', () => {
  const bundle = readFileSync(join(deployed.folder, 'cloud.js'), 'utf8')
  expect(Buffer.byteLength(bundle)).toBeLessThan(1.5 * 1024 * 1024)
  // Neither the embedded database nor the demo is in the bundle.
  expect(bundle).not.toMatch(/postgres\.wasm|initdb|林晓梅|hp002/)
  expect(readSchema(join(deployed.folder, 'schema'))).toEqual(SCHEMA)
  const bootstrap = join(deployed.folder, 'scf_bootstrap')
  expect(statSync(bootstrap).mode & 0o777).toBe(0o755)
  expect(readFileSync(bootstrap, 'utf8')).toMatch(/^#!\/bin\/bash\n[^\r]*\/var\/lang\/node20\/bin\/node \S+\.js\n$/)
  const { functions } = JSON.parse(readFileSync(join(__dirname, '../../../dist/cloud/cloudbaserc.json'), 'utf8'))
  for (const { handler = 'cloudbase-http.none' } of functions)
    expect(before).toContain(`${String(handler).split('.')[0]}.js`)
})

test('three functions that start at once on an empty database all become ready', async () => {
  const [web, event, tick] = await Promise.all([http(), instance('cloudbase-event.main'), instance('tick.main')])
  const answers = await Promise.all([
    web.get('/readyz').then(({ status }) => status),
    event.call({ path: '/healthz', method: 'GET' }).then((answer) => (answer as CalledAnswer).status),
    tick.call(TIMER),
  ])
  expect(answers).toEqual([200, 200, { ok: true }])
  const now = Date.now()
  const deps = { db: real.open(), now: () => now }
  await seedDistrict(deps, { streets: STREETS, stations: STATIONS, offerings: OFFERINGS })
  await seedPeople(deps)
})

test('HTTP: answers, ignores identity headers, and logs only JSON lines without personal data', async () => {
  const web = await http()
  const forged = { 'x-wx-openid': 'oFalse', authorization: 'Bearer 0123456789012345678901234567890123456789abc' }
  expect((await web.get('/api/stations/hp001', forged)).status).toBe(200)
  expect((await web.get('/api/me?name=张三', forged)).status).toBe(401)
  expect((await web.get('/metrics')).status).toBe(404)
  expect(await web.stop()).toBe(0)
  const lines = web.lines().map((line) => JSON.parse(line))
  expect(lines.map(({ event, route, status }) => [event, route, status])).toEqual([
    ['ready', undefined, undefined],
    ['request', '/api/stations/:id', 200],
    ['request', '/api/me', 401],
    ['request', '/*', 404],
    ['stopping', undefined, undefined],
    ['stop', undefined, undefined],
  ])
  expect(web.lines().join()).not.toMatch(/oFalse|0123456789|张三/)
  expect(filesOf()).toEqual(before)
})

test('event: main(event, context) answers the contract, and refuses to log in a demo persona', async () => {
  const event = await instance('cloudbase-event.main')
  const call = async (path: string, method = 'GET', body?: object) =>
    (await event.call(
      { path, method, ...(body ? { body: JSON.stringify(body) } : {}) },
      { WX_OPENID: 'oTrue', WX_APPID: 'wxTrue' },
    )) as CalledAnswer
  expect(JSON.parse((await call('/api/stations/hp001')).body).station.id).toBe('hp001')
  expect((await call('/api/login', 'POST', { persona: 'elder' })).status).toBe(400)
  expect((await call('//elsewhere')).status).toBe(400)
  expect(event.lines().map((line) => JSON.parse(line).route)).toEqual(['/api/stations/:id', '/api/login'])
  expect(event.lines().join()).not.toMatch(/oTrue|elder/)
  expect(filesOf()).toEqual(before)
})

test('tick: overlapping timers, in one instance and in several, plan each session once', async () => {
  const db = real.open()
  await db.query('delete from session')
  await db.query('update offering set planned_to = null')
  const instances = await Promise.all(Array.from({ length: 3 }, () => instance('tick.main')))
  const answers = await Promise.all(instances.flatMap((one) => [one.call(TIMER), one.call(TIMER)]))
  expect(answers).toEqual(Array(6).fill({ ok: true }))
  const [planned] = await db.query<{ all: number; apart: number }>(
    'select count(*) as all, count(distinct (offering_id, starts_at)) as apart from session',
    [],
  )
  expect(planned?.all).toBeGreaterThan(0)
  expect(planned?.apart).toBe(planned?.all)
  for (const one of instances) expect(one.lines().map((line) => JSON.parse(line).event)).toEqual(['tick'])
})

test('without a database HTTP ends with 2, event answers 503 and tick reports a failure', async () => {
  const none = { DATABASE_URL: '' }
  await expect(http(none)).rejects.toThrow(/ended with 2:\n\{.*"event":"no-start".*DATABASE_URL must be/)
  const away = await instance('cloudbase-event.main', { DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/yike' })
  expect(await away.call({ path: '/healthz', method: 'GET' })).toMatchObject({
    status: 503,
    headers: { 'retry-after': '2' },
  })
  expect(await (await instance('tick.main', none)).call(TIMER)).toEqual({ ok: false })
  expect(away.lines().join()).toContain('NoDatabase')
  expect(away.lines().join()).not.toContain('geheim')
})

test('SIGTERM: a request in progress is answered before the process ends', async () => {
  const web = await http()
  const unlock = await lockStations()
  const pending = web.get('/api/stations/hp001')
  await untilBlocked()
  const ended = web.stop()
  await until(() =>
    web.get('/healthz').then(
      () => false,
      () => true,
    ),
  )
  await unlock()
  expect((await pending).status).toBe(200)
  expect(await ended).toBe(0)
})

test('SIGTERM: a request that would wait for a lock for ever does not hold the process up', async () => {
  const web = await http()
  const unlock = await lockStations()
  const pending = web.get('/api/stations/hp001').then(
    ({ status }) => status,
    () => 'hung up',
  )
  await untilBlocked()
  // PostgreSQL ends its statement before the process gives up its requests.
  expect(await web.stop()).toBe(0)
  expect([500, 'hung up']).toContain(await pending)
  await unlock()
})
