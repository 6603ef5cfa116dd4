import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import fc from 'fast-check'
import { findViolations } from '../../testing/database/invariants'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { openWorld, type World } from '../../testing/world/world'

const ids = [
  'hp001',
  'hp001.talk-2611231400',
  'hp001.0123456789abcdef',
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000011',
]
let world: World
let callers: World['ask'][]
beforeAll(async () => {
  world = await openWorld()
  callers = [world.ask, await world.as('resident'), await world.as('manager'), await world.as('district')]
})
afterAll(async () => {
  expect(await findViolations(world.db)).toEqual({})
  await world.close()
})

/** Hostile strings: lone surrogates, NUL, direction marks, injections; and now and then a real id. */
const text = fc.oneof(
  fc.constantFrom(
    ...ids,
    '',
    '\u0000',
    '\ud800',
    '\u202e',
    '__proto__',
    '../..',
    "' or 1=1 --",
    '9'.repeat(400),
    '2026-11-23',
    '2026-11-23T02:00:00Z',
    'child',
    'YK2:BB8',
  ),
  fc.string({ unit: 'binary' }),
  fc.string(),
)
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(2 ** 53, -1, 1e308))
const anything = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
)

/** Field names of the schemas, to be combined with values that do not fit them. */
const NAMES = [
  'persona',
  'code',
  'official',
  'desk',
  'name',
  'relation',
  'born',
  'consent',
  'session',
  'people',
  'scans',
  'pass',
  'at',
  'device',
  'seq',
  '__proto__',
  'toString',
]
const flat = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(anything, fc.array(anything, { maxLength: 3 })))
const body = fc.oneof(
  flat.map((value) => JSON.stringify(value)),
  fc.record({ scans: fc.array(flat, { maxLength: 3 }) }).map((value) => JSON.stringify(value)),
  fc
    .record({ session: fc.constantFrom(...ids), people: fc.array(fc.constantFrom(...ids), { maxLength: 4 }) })
    .map((value) => JSON.stringify(value)),
  anything.map((value) => JSON.stringify(value) ?? ''),
  fc.string({ unit: 'binary' }),
)
const scan = {
  pass: text,
  at: fc.constantFrom('2026-11-23T02:00:00Z', '0000-01-01T00:00:00Z'),
  device: text,
  seq: number,
}
const nearlyValid = fc
  .oneof(
    fc.record({ scans: fc.array(fc.record(scan), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      name: text,
      relation: fc.constantFrom('child', 'parent', 'ward'),
      born: fc.constantFrom('2020-01', '9999-12', '0001-01'),
      consent: fc.constant(true),
    }),
    fc.record({ name: text }),
  )
  .map((value) => JSON.stringify(value))

const QUERY = [
  'lat',
  'lng',
  'kind',
  'limit',
  'station',
  'from',
  'to',
  'day',
  'cursor',
  'q',
  'wards',
  'session',
  '__proto__',
]
const encoded = (value: string) => encodeURIComponent(Buffer.from(value, 'utf8').toString())
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(...QUERY),
      fc.oneof(
        text,
        fc.constantFrom('23.1', '113.5', '1', 'care', 'hp001,hp099', '1795413600000~hp001.talk'),
        number.map(String),
      ),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encoded(value)}`).join('&'))
const key = fc.option(fc.string({ unit: fc.constantFrom(...'abc-_.!~ '), minLength: 1, maxLength: 140 }), {
  nil: undefined,
})

test.each(Object.entries(endpoints) as [string, Endpoint][])(
  '%s never answers 5xx, whatever it is sent',
  async (_name, { method, path }) => {
    const request = fc.record({ caller: fc.nat(3), id: text, body: fc.oneof(body, nearlyValid), query, key })
    await fc.assert(
      fc.asyncProperty(request, async ({ caller, id, body: sent, query: search, key: idempotencyKey }) => {
        const ask = callers[caller] as World['ask']
        const address = `${path.replace(':id', encoded(id))}?${search}`
        const headers = {
          ...newIdempotencyKey(),
          ...(idempotencyKey?.trim() ? { 'idempotency-key': idempotencyKey.trim() } : {}),
        }
        // Sent without a login: a logout would succeed, and end the login of the other requests.
        const answer = await (path === '/api/logout' ? world.ask : ask)(
          method,
          address,
          method === 'GET' ? undefined : sent,
          headers,
        )
        expect(answer.status).toBeLessThan(500)
        if (answer.status >= 400 && answer.status !== 409) expect(answer.body).toHaveProperty('requestId')
      }),
      { numRuns: 60 },
    )
    expect(world.logged).toEqual([])
  },
)
