import { openWorld, type World } from '../../testing/world/world'
import type { LogEvent } from '../../util/log-event'
import { createApp } from '../app'
import { readEnv } from '../env'
import { watchForLog } from './log'

const PHONE = '13800138000'
const CHILD = '欧阳小满'
const SECRET = 'Idempotency-4711'

let world: World
let logged: LogEvent[]
let ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
beforeAll(async () => {
  world = await openWorld()
  logged = []
  const log = (event: LogEvent) => logged.push(event)
  const watch = watchForLog(readEnv({ LOG: 'all' }), log)
  const app = createApp({ ...world.deps, log, observer: watch })
  ask = async (method, path, body, headers = {}) =>
    app.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
})
beforeEach(() => logged.splice(0))
afterAll(() => world.close())

test('an answer logs one line: request id, method, route, status and duration', async () => {
  const answer = await ask('GET', '/api/stations/hp001')
  expect(logged).toEqual([
    {
      event: 'request',
      requestId: answer.headers.get('x-request-id'),
      method: 'GET',
      route: '/api/stations/:id',
      status: 200,
      ms: expect.any(Number),
    },
  ])
})

test.each([
  ['GET', '/api/stations/hp404', '/api/stations/:id', 404],
  ['PUT', '/api/stations/hp001', '/api/stations/:id', 405],
  ['POST', '/api/bookings', '/api/bookings', 401],
  ['GET', `/api/${PHONE}`, '/api/*', 404],
  ['GET', `/${PHONE}`, '/*', 404],
  ['GET', '/healthz', '/healthz', 200],
])('%s %s is logged as route %s, %i', async (method, path, route, status) => {
  await ask(method, path)
  expect(logged).toEqual([expect.objectContaining({ method, route, status })])
})

test('the log has no name, phone number, id or token, and nothing of a query or a body', async () => {
  const login = await (await ask('POST', '/api/login', { persona: 'resident' })).json()
  const authorization = `Bearer ${login.token}`
  const auth = { authorization, 'idempotency-key': SECRET, 'user-agent': `Somebody/${PHONE}`, cookie: `p=${PHONE}` }
  const people = [login.person.id, ...login.people.map(({ id }: { id: string }) => id)]
  await ask('GET', `/api/stations?near=${PHONE}&lat=23.18&lng=113.495`, undefined, auth)
  await ask('POST', '/api/people', { name: CHILD, born: '2019-05', relation: 'child', consent: true }, auth)
  await ask('POST', '/api/bookings', { session: 'hp001.talk-2611231400', people: people.slice(0, 1) }, auth)
  await ask('POST', '/api/bookings', { session: CHILD, people: [PHONE] }, auth)
  await ask('GET', `/api/bookings/${PHONE}/pass?name=${CHILD}`, undefined, auth)
  await ask('GET', `/calendar/${login.token}.ics`, undefined, auth)
  expect(logged.length).toBe(7)
  const { query } = world.db
  world.deps.db.query = async () => {
    throw Object.assign(new Error(`duplicate key (name)=(${CHILD}, "${PHONE}") for ${PHONE}`), { detail: PHONE })
  }
  await ask('GET', '/api/me', undefined, auth)
  world.deps.db.query = query
  const text = JSON.stringify(logged)
  expect(text).toContain('"event":"fault"')
  const never = [PHONE, CHILD, SECRET, login.token, login.person.name, '23.18', '2611231400', 'resident', ...people]
  for (const one of never) expect(text).not.toContain(one)
})

test('with LOG=faults answers are not logged', () => {
  expect(watchForLog(readEnv({ LOG: 'faults' }), () => undefined)).toBeUndefined()
})
