import { PERSONAS } from '@core/account/persona'
import { DAY, moment } from '@core/base/time'
import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { runJobs } from '../../runtime/jobs'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { sha256 } from '../../util/hash'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => {
  world.clock.now = MONDAY_TEN
  world.deps.demo = true
})
afterAll(() => world.close())
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const login = async () => (await world.ask('POST', '/api/login', { persona: 'resident' })).body

test('in demo mode the personas are listed in the order of PERSONAS', async () => {
  const { status, body } = await world.ask('GET', '/api/login')
  expect(status).toBe(200)
  expect(body.personas.map((one: { persona: string }) => one.persona)).toEqual(PERSONAS)
  expect(body.personas[0]).toEqual({ persona: 'resident', name: '林晓梅' })
})

test('login answers with the person, their household and their roles, as GET /api/me does', async () => {
  const { token, ...me } = await login()
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(me).toEqual({
    person: {
      id: '00000000-0000-4000-8000-000000000001',
      name: '林晓梅',
      born: '1990-05',
      relation: 'self',
      standing: ['worker'],
    },
    people: [
      {
        id: '00000000-0000-4000-8000-000000000011',
        name: '小宝',
        born: '2020-03',
        relation: 'child',
        standing: [],
        consent: { at: '2026-11-23T02:00:00.000Z', covers: ['name', 'born', 'booking'] },
      },
      { id: '00000000-0000-4000-8000-000000000012', name: '陈秀兰', born: '1954-02', relation: 'parent', standing: [] },
    ],
    roles: [],
  })
  const again = await world.ask('GET', '/api/me', undefined, bearer(token))
  expect([again.status, again.body]).toEqual([200, me])
  const { body } = await (await world.as('manager'))('GET', '/api/me')
  expect(body.roles).toContainEqual({ role: 'station', scope: 'hp001' })
})

test('a token is not stored in plain text', async () => {
  const { token } = await login()
  const rows = await world.db.query('select * from login')
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('outside demo mode personas are refused and not listed', async () => {
  world.deps.demo = false
  const { status, body } = await world.ask('POST', '/api/login', { persona: 'resident' })
  expect([status, body.code]).toEqual([400, 'bad-code'])
  expect((await world.ask('GET', '/api/login')).body).toEqual({ wechat: false, passkey: true })
})

test('without WeChat its codes are refused', async () => {
  for (const as of [{ code: '0a1b2c' }, { official: '0a1b2c' }]) {
    const { status, body } = await world.ask('POST', '/api/login', as)
    expect([status, body.code]).toEqual([400, 'bad-code'])
  }
})

test.each([
  [{ persona: 'resident', official: '0a1b2c' }, 'official'],
  [{ official: '0a1b2c', code: '0a1b2c' }, 'official'],
  [{ official: '' }, 'official'],
  [{ persona: 'resident', desk: '0123456789' }, 'desk'],
  [{ desk: '0123456789', app: 'h5' }, 'app'],
  [{ desk: '012345678' }, 'desk'],
  [{ desk: 'U123456789' }, 'desk'],
  [{ desk: ['0123456789'] }, 'desk'],
  [{ code: 'x'.repeat(129) }, 'code'],
  [{ persona: 'nobody' }, 'persona'],
  [{ persona: 'resident', app: 'fax' }, 'app'],
  [{}, 'persona'],
])('%j is bad-input, with the offending field', async (as, where) => {
  const { status, body } = await world.ask('POST', '/api/login', as)
  expect([status, body.code, body.where]).toEqual([400, 'bad-input', where])
})

test('logging out ends this login and no other', async () => {
  const [one, two] = [(await login()).token, (await login()).token]
  expect((await world.ask('POST', '/api/logout', undefined, bearer(one))).status).toBe(200)
  expect((await world.ask('GET', '/api/me', undefined, bearer(one))).status).toBe(401)
  expect((await world.ask('GET', '/api/me', undefined, bearer(two))).status).toBe(200)
})

test('an unused login ends after thirty days and is then deleted', async () => {
  const { token } = await login()
  world.clock.now = MONDAY_TEN + 30 * DAY
  await runJobs(world.deps)
  expect((await footprint(world.db)).login).toBeGreaterThan(0)
  expect((await world.ask('GET', '/api/me', undefined, bearer(token))).status).toBe(401)
  world.clock.now += 1
  await runJobs(world.deps)
  expect((await footprint(world.db)).login).toBe(0)
})

test('a used login lasts thirty days from then on, written at most once a day', async () => {
  const { token } = await login()
  const use = async (at: number) => {
    world.clock.now = at
    expect((await world.ask('GET', '/api/me', undefined, bearer(token))).status).toBe(200)
    return (await world.db.query<{ used_at: number | null; expires_at: number }>('select * from login'))[0]
  }
  await world.db.query('delete from login where token_hash <> $1', [sha256(token)])
  expect(await use(MONDAY_TEN + DAY - 1)).toMatchObject({ used_at: null, expires_at: MONDAY_TEN + 30 * DAY })
  const used = { used_at: MONDAY_TEN + DAY, expires_at: MONDAY_TEN + 31 * DAY }
  expect(await use(MONDAY_TEN + DAY)).toMatchObject(used)
  expect(await use(MONDAY_TEN + 2 * DAY - 1)).toMatchObject(used)
  const last = MONDAY_TEN + 31 * DAY - 1
  expect(await use(last)).toMatchObject({ used_at: last, expires_at: last + 30 * DAY })
})

describe('the list of logins', () => {
  const listed = async (token: string) =>
    (await world.ask('GET', '/api/logins', undefined, bearer(token))).body.logins as Record<string, unknown>[]
  const loginWith = async (app?: string, persona = 'resident') =>
    (await world.ask('POST', '/api/login', { persona, ...(app ? { app } : {}) })).body.token as string
  beforeEach(() => world.db.query('delete from login'))

  test('has this login first, then the last used, and contains no token hash', async () => {
    const [weapp, h5] = [await loginWith('weapp'), await loginWith('h5')]
    world.clock.now += DAY
    await world.ask('GET', '/api/me', undefined, bearer(weapp))
    const now = await loginWith()
    await loginWith('h5', 'elder')
    const all = await listed(now)
    const [since, today] = [moment(MONDAY_TEN), moment(world.clock.now)]
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
    expect(all).toEqual([
      { id, since: today, usedAt: today, until: moment(MONDAY_TEN + 31 * DAY), here: true },
      { id, app: 'weapp', since, usedAt: today, until: moment(MONDAY_TEN + 31 * DAY) },
      { id, app: 'h5', since, usedAt: since, until: moment(MONDAY_TEN + 30 * DAY) },
    ])
    for (const token of [weapp, h5, now]) expect(JSON.stringify(all)).not.toContain(sha256(token))
  })
  test('lets only its owner end one of them, at once', async () => {
    const [lost, mine, other] = [await loginWith('weapp'), await loginWith('h5'), await loginWith('h5', 'elder')]
    const id = (await listed(mine)).find((one) => !one.here)?.id as string
    const end = async (token: string, one: string) =>
      (await world.ask('DELETE', `/api/logins/${one}`, undefined, bearer(token))).status
    expect(await end(other, id)).toBe(404)
    expect(await end(mine, sha256(lost))).toBe(404)
    expect((await world.ask('GET', '/api/me', undefined, bearer(lost))).status).toBe(200)
    expect(await end(mine, id)).toBe(200)
    expect((await world.ask('GET', '/api/me', undefined, bearer(lost))).status).toBe(401)
    expect(await end(mine, id)).toBe(404)
    expect(await listed(mine)).toHaveLength(1)
  })
})

const PARAMS: Record<string, string> = {
  '/api/people/:id': '00000000-0000-4000-8000-000000000011',
  '/api/bookings/:id/cancel': 'hp001.0123456789abcdef',
  '/api/bookings/:id/pass': 'hp001.0123456789abcdef',
  '/api/sessions/:id/roster': 'hp001.talk-2611231400',
}
const guarded = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(
  ([, endpoint]) => endpoint.who !== 'anyone',
)

describe.each(guarded)('%s requires a login', (_name, { method, path }) => {
  const address = path.replace(':id', PARAMS[path] ?? ':id')
  const LONG = 'a'.repeat(43)
  test.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['an unknown token', bearer(LONG)],
    ['another scheme', { authorization: `Basic ${LONG}` }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a token with invalid characters', { authorization: `Bearer ${LONG.slice(1)}'` }],
  ])('%s gets 401 login-needed for any body, and changes nothing', async (_what, headers) => {
    const before = await footprint(world.db)
    for (const body of method === 'GET' ? [undefined] : [undefined, {}, '{']) {
      const answer = await world.ask(method, address, body, { ...newIdempotencyKey(), ...headers })
      expect([answer.status, answer.body.code]).toEqual([401, 'login-needed'])
    }
    expect(await footprint(world.db)).toEqual(before)
  })
})
