import { CALL_LIMITS, KIND_LIMITS, LIMITED_KINDS } from '@core/contract/limits'
import { createLimits } from '../../base/limits'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { openWorld, type World } from '../../testing/world/world'
import { createApp } from '../app'

const MANY = { code: 'too-many-requests' }
let world: World
let now: number
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  now = 1_000_000
  app = createApp({ ...world.deps, demo: false, limits: createLimits(() => now) })
})
afterAll(() => world.close())

type Sent = { token?: string; address?: string; body?: unknown; language?: string }
const ask = async (method: string, path: string, { token, address, body, language }: Sent = {}) => {
  const headers = {
    ...newIdempotencyKey(),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(language ? { 'accept-language': language } : {}),
  }
  const request = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
  const response = await app.request(path, request, { address })
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) }
}
const login = async (persona: string) =>
  (await world.ask('POST', '/api/login', { persona })).body as { token: string; person: { id: string } }
/** The statuses of as many calls, counted. */
const askOften = async (times: number, call: () => ReturnType<typeof ask>) => {
  const counts: Record<number, number> = {}
  for (let nth = 0; nth < times; nth++) {
    const { status } = await call()
    counts[status] = (counts[status] ?? 0) + 1
  }
  return counts
}

describe('a login', () => {
  const { burst, perMinute } = CALL_LIMITS.login
  test('is answered up to its limit, then 429 with Retry-After and a sentence, and again after that time', async () => {
    const { token } = await login('resident')
    expect(await askOften(burst, () => ask('GET', '/api/strikes', { token }))).toEqual({ 200: burst })
    const refused = await ask('GET', '/api/strikes', { token, language: 'en' })
    expect([refused.status, refused.body]).toEqual([
      429,
      { ...MANY, message: expect.stringMatching(/1 min/), requestId: expect.any(String) },
    ])
    expect(refused.headers.get('retry-after')).toBe('1')
    now += 60_000 / perMinute - 1
    expect((await ask('GET', '/api/strikes', { token })).status).toBe(429)
    now += 1
    expect((await ask('GET', '/api/strikes', { token })).status).toBe(200)
  })
  test('does not use up the limit of another person', async () => {
    const [{ token }, other] = [await login('resident'), await login('elder')]
    await askOften(burst + 1, () => ask('GET', '/api/strikes', { token }))
    expect((await ask('GET', '/api/strikes', { token: other.token })).status).toBe(200)
  })
  test('does not escape by another login: the person has a limit too', async () => {
    const logins = [await login('resident'), await login('resident'), await login('resident')]
    let nth = 0
    const counts = await askOften(CALL_LIMITS.person.burst + 5, () => {
      const { token } = logins[nth++ % logins.length] as { token: string }
      return ask('GET', '/api/strikes', { token })
    })
    expect(counts).toEqual({ 200: CALL_LIMITS.person.burst, 429: 5 })
  })
})

describe('an address', () => {
  test('is limited before anything is looked up, and only in the excess', async () => {
    const { burst } = CALL_LIMITS.address
    const limits = createLimits(() => now)
    for (let nth = 0; nth < burst; nth++) limits.arrived('203.0.113.7')
    expect(() => limits.arrived('203.0.113.7')).toThrow('too-many-requests')
    expect(() => limits.arrived('203.0.113.8')).not.toThrow()
  })
  test.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.1.1', '172.20.0.1', '::ffff:10.0.0.1', 'fd00::1'])(
    '%s is a proxy of ours and has no limit',
    (address) => {
      const limits = createLimits(() => now)
      for (let nth = 0; nth <= CALL_LIMITS.address.burst; nth++) limits.arrived(address)
    },
  )
  test('of IPv6 is counted by its /64, which one subscriber has', () => {
    const limits = createLimits(() => now)
    for (let nth = 0; nth < CALL_LIMITS.address.burst; nth++) limits.arrived(`2001:db8:1:2::${nth.toString(16)}`)
    expect(() => limits.arrived('2001:db8:1:2:ffff::1')).toThrow('too-many-requests')
    expect(() => limits.arrived('2001:db8:1:3::1')).not.toThrow()
  })
  test('has a limit of logins', async () => {
    const { burst } = KIND_LIMITS.login.address as { burst: number }
    const address = '203.0.113.9'
    const bad = () => ask('POST', '/api/login', { address, body: { persona: 'resident' } })
    expect(await askOften(burst + 2, bad)).toEqual({ 400: burst, 429: 2 })
    expect((await ask('GET', '/api/login', { address })).status).toBe(200)
  })
})

test('a person has a limit of bookings, refused ones counted', async () => {
  const { token, person } = await login('resident')
  const body = { session: 'hp001.talk-2611231400', people: [person.id] }
  const { burst } = KIND_LIMITS.booking.person as { burst: number }
  const counts = await askOften(burst + 3, () => ask('POST', '/api/bookings', { token, body }))
  expect(counts).toEqual({ 201: 1, 409: burst - 1, 429: 3 })
})

test('memory is bounded: a flood of addresses does not grow it without end', () => {
  const limits = createLimits(() => now)
  for (let nth = 0; nth < 300_000; nth++) limits.arrived(`198.${nth >> 16}.${(nth >> 8) & 255}.${nth & 255}`)
  expect(limits.size()).toBeLessThanOrEqual(100_000)
})

test('each kind has a limit of its own', () =>
  expect(LIMITED_KINDS.filter((kind) => !KIND_LIMITS[kind].person && !KIND_LIMITS[kind].address)).toEqual([]))
