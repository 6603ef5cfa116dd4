import { STRIKE_RULE } from '@core/booking/strike'
import { until } from '../../testing/faults/until'
import { DISTRICT } from '../../testing/world/district'
import { openWorld, type World } from '../../testing/world/world'
import { createApp } from '../app'
import { createFigures, type Figures } from './figures'

let world: World
let figures: Figures
let ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
beforeAll(async () => {
  world = await openWorld()
  const db = { ...world.db, connections: () => ({ open: 5, idle: 3, waiting: 7 }) }
  const settings = { ...DISTRICT, dataDir: '', strikes: STRIKE_RULE }
  const opened = { deps: { ...world.deps, db }, fetch: () => new Response() }
  figures = createFigures(() => [
    { settings, now: () => opened },
    { settings: { ...settings, id: 'ty' }, now: () => undefined },
  ])
  const app = createApp({ ...world.deps, observer: figures.watchOf('hp') })
  ask = async (method, path, body, headers = {}) =>
    app.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
})
afterAll(() => world.close())
/** The lines of one metric, without the buckets of a histogram. */
const linesOf = async (name: string) =>
  (await figures.text()).split('\n').filter((line) => line.startsWith(name) && !line.includes('_bucket'))

test('requests are counted by route and status, with their durations', async () => {
  for (const id of ['hp001', 'hp001', 'hp404']) await ask('GET', `/api/stations/${id}`)
  expect(await linesOf('yike_requests_total')).toEqual([
    'yike_requests_total{district="hp",method="GET",route="/api/stations/:id",status="200"} 2',
    'yike_requests_total{district="hp",method="GET",route="/api/stations/:id",status="404"} 1',
  ])
  expect(await linesOf('yike_request_seconds_count')).toEqual([
    'yike_request_seconds_count{district="hp",route="/api/stations/:id"} 3',
  ])
})

test('bookings are counted by outcome', async () => {
  const { token, person } = await (await ask('POST', '/api/login', { persona: 'elder' })).json()
  const book = (session: string, key: string) =>
    ask(
      'POST',
      '/api/bookings',
      { session, people: [person.id] },
      { authorization: `Bearer ${token}`, 'idempotency-key': key },
    )
  await book('hp001.talk-2611231400', 'the-first')
  await book('hp001.talk-2611231400', 'the-second')
  await book('hp001.study-2611231900', 'the-third')
  await book('hp001.nothing', 'the-fourth')
  expect((await linesOf('yike_bookings_total')).sort()).toEqual([
    'yike_bookings_total{district="hp",outcome="already-booked"} 1',
    'yike_bookings_total{district="hp",outcome="booked"} 1',
    'yike_bookings_total{district="hp",outcome="not-found"} 1',
    'yike_bookings_total{district="hp",outcome="only-members"} 1',
  ])
})

test('calls in progress and refused calls are counted by endpoint', async () => {
  let finish: (() => void) | undefined
  const { query } = world.db
  world.deps.db.query = () =>
    new Promise((resolve) => {
      finish = () => resolve([])
    })
  const slow = ask('GET', '/api/login')
  await until(() => finish)
  expect(await linesOf('yike_gate_under_way{district="hp",endpoint="loginWays"')).toEqual([
    'yike_gate_under_way{district="hp",endpoint="loginWays"} 1',
  ])
  world.clock.now += 5_000
  expect((await ask('GET', '/api/login')).status).toBe(503)
  world.deps.db.query = query
  finish?.()
  await slow
  expect(await linesOf('yike_gate_under_way{district="hp",endpoint="loginWays"')).toEqual([
    'yike_gate_under_way{district="hp",endpoint="loginWays"} 0',
  ])
  expect(await linesOf('yike_gate_refused_total')).toEqual([
    'yike_gate_refused_total{district="hp",endpoint="loginWays"} 1',
  ])
})

test('connections, job durations and the memory of the process are reported', async () => {
  figures.tickedOf('hp')('soon', 20, true)
  figures.tickedOf('hp')('tick', 1500, false)
  expect(await linesOf('yike_db_connections')).toEqual([
    'yike_db_connections{district="hp",state="busy"} 2',
    'yike_db_connections{district="hp",state="idle"} 3',
    'yike_db_connections{district="hp",state="waiting"} 7',
  ])
  expect(await linesOf('yike_district_open')).toEqual([
    'yike_district_open{district="hp"} 1',
    'yike_district_open{district="ty"} 0',
  ])
  expect(await linesOf('yike_tick_seconds_sum')).toEqual([
    'yike_tick_seconds_sum{district="hp",name="soon",ok="true"} 0.02',
    'yike_tick_seconds_sum{district="hp",name="tick",ok="false"} 1.5',
  ])
  expect(await linesOf('process_resident_memory_bytes')).toHaveLength(1)
  expect(figures.type).toBe('text/plain; version=0.0.4; charset=utf-8')
})
