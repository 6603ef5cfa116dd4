import { footprint } from '../../testing/database/invariants'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { openWorld, type World } from '../../testing/world/world'
import { createApp } from '../app'

const [TALK, SELF, CHILD] = [
  'hp001.talk-2611231400',
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000011',
]
let world: World
let resident: World['ask']
let manager: World['ask']
let before: Record<string, number>
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
  manager = await world.as('manager')
  before = await footprint(world.db)
})
afterEach(async () => expect(await footprint(world.db)).toEqual(before))
afterAll(() => world.close())

const expectWrong = ({ status, body }: { status: number; body: unknown }, wanted: number, code: string) => {
  expect({ status, body }).toEqual({
    status: wanted,
    body: expect.objectContaining({
      code,
      message: expect.stringMatching(/\S/),
      requestId: expect.stringMatching(/^[\da-f]{16}$/),
    }),
  })
}
const raw = (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) =>
  createApp(world.deps).request(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  } as RequestInit)

describe('a body that cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['half', '{"persona":'],
    ['a comma too many', '{"persona":"resident",}'],
    ['a form', 'persona=resident'],
    ['two of them', '{}{}'],
    ['single quotes', "{'persona':'resident'}"],
    ['a word', 'undefined'],
    ['not a number', 'NaN'],
    ['very deep', '['.repeat(30_000)],
  ])('%s', async (_what, body) => expectWrong(await world.ask('POST', '/api/login', body), 400, 'not-json'))
  test.each([
    ['a lone byte', [0xff]],
    ['half a letter', [0xe5, 0xbc]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0]],
  ])('invalid UTF-8: %s', async (_what, bytes) => {
    const body = Uint8Array.from([...Buffer.from('{"persona":"'), ...bytes, ...Buffer.from('"}')])
    const response = await raw('POST', '/api/login', body)
    expectWrong({ status: response.status, body: await response.json() }, 400, 'not-json')
  })
})

describe('a body of the wrong shape', () => {
  const login = (body: unknown) => world.ask('POST', '/api/login', JSON.stringify(body))
  test.each([
    [null],
    [true],
    [0],
    ['resident'],
    [[]],
    [{}],
    [[{ persona: 'resident' }]],
    [{ persona: 1 }],
    [{ persona: ['resident'] }],
    [{ persona: 'nobody' }],
    [{ persona: '__proto__' }],
    [{ persona: 'resident', code: 'x' }],
    [{ persona: 'resident', admin: true }],
    [{ code: '' }],
    [{ code: 'x'.repeat(129) }],
    [{ code: null }],
  ])('login %j', async (body) => expectWrong(await login(body), 400, 'bad-input'))

  const sound = { session: TALK, people: [SELF] }
  test.each([
    [{ session: TALK }],
    [{ people: [SELF] }],
    [{ ...sound, people: [] }],
    [{ ...sound, people: SELF }],
    [{ ...sound, people: {} }],
    [{ ...sound, people: [SELF, SELF] }],
    [{ ...sound, people: [null] }],
    [{ ...sound, people: ['林晓梅'] }],
    [{ ...sound, people: [`${SELF}\u0000`] }],
    [{ ...sound, people: ['\ud800'] }],
    [{ ...sound, people: Array(21).fill(SELF) }],
    [{ ...sound, session: [TALK] }],
    [{ ...sound, session: '../etc' }],
    [{ ...sound, session: `${TALK}\u0000` }],
    [{ ...sound, session: 'hp001.\u202etalk' }],
    [{ ...sound, session: 1e308 }],
    [{ ...sound, seats: 9 }],
    [[sound]],
  ])('booking %j', async (body) =>
    expectWrong(await resident('POST', '/api/bookings', body, newIdempotencyKey()), 400, 'bad-input'),
  )

  const child = { name: '小贝', relation: 'child', born: '2021-06', consent: true }
  test.each([
    [{ name: '' }],
    [{ name: ' ' }],
    [{ name: '林\u0000' }],
    [{ name: '\ud842' }],
    [{ name: '林\u202e' }],
    [{ name: '林\u200b' }],
    [{ name: 'x'.repeat(21) }],
    [{ name: 1 }],
    [{ name: ['林'] }],
    [{ name: null }],
    [{ relation: 'self' }],
    [{ relation: 'toString' }],
    [{ born: '2021' }],
    [{ born: '2021-13' }],
    [{ born: 202106 }],
    [{ born: -1 }],
    [{ consent: 'yes' }],
    [{ consent: 1 }],
    [{ standing: ['member'] }],
    [{ id: SELF }],
  ])('a person with %j', async (change) => {
    expectWrong(await resident('POST', '/api/people', { ...child, ...change }), 400, 'bad-input')
    if (!('relation' in change)) expectWrong(await resident('PATCH', `/api/people/${CHILD}`, change), 400, 'bad-input')
  })

  const sentAt = '2026-11-23T02:00:00.000Z'
  const scan = { kind: 'in', pass: '12345678', at: sentAt, device: 'gate', seq: 1 }
  test.each([
    [{ pass: '' }],
    [{ pass: 1 }],
    [{ pass: 'x'.repeat(601) }],
    [{ at: 'now' }],
    [{ at: 1e18 }],
    [{ device: 'gate\u0000' }],
    [{ device: '\udfff' }],
    [{ device: 'x'.repeat(65) }],
    [{ seq: -1 }],
    [{ seq: 1e308 }],
    [{ seq: 2 ** 53 }],
    [{ seq: 1.5 }],
    [{ seq: '1' }],
    [{ seq: null }],
    [{ session: '' }],
    [{ session: `${TALK}'` }],
    [{ kind: 'through' }],
    [{ kind: 'undo' }],
    [{ kind: 'undo', of: '1' }],
    [{ kind: 'walk-in', pass: '' }],
    [{ kind: 'walk-in', pass: '', seats: 0, session: TALK }],
    [{ of: 1 }],
    [{ told: false }],
    [{ flag: null }],
  ])('a scan with %j', async (change) => {
    // One bad scan is a mistake of the sender's, and no scan of the call counts.
    expectWrong(
      await manager('POST', '/api/attendance', { sentAt, scans: [scan, { ...scan, ...change }] }),
      400,
      'bad-input',
    )
  })
  test.each([
    [{}],
    [{ scans: [scan] }],
    [{ sentAt: 'now', scans: [scan] }],
    [{ sentAt: 1, scans: [scan] }],
    [{ sentAt, scans: [] }],
    [{ sentAt, scans: scan }],
    [{ sentAt, scans: Array(101).fill(scan) }],
    [{ sentAt, scans: [scan], all: true }],
  ])('scans %#', async (body) => {
    expectWrong(await manager('POST', '/api/attendance', body), 400, 'bad-input')
  })

  test('is told where it is wrong', async () => {
    const where = async (change: object) =>
      (await manager('POST', '/api/attendance', { sentAt, scans: [scan, { ...scan, ...change }] })).body.where
    expect([await where({ seq: -1 }), await where({ device: '' })]).toEqual(['scans.1.seq', 'scans.1.device'])
  })
})

describe('a body too large', () => {
  const large = Buffer.from(JSON.stringify({ code: 'x'.repeat(65 * 1024) }))
  const streamed = () =>
    new ReadableStream({
      start(stream) {
        for (let at = 0; at < large.length; at += 1000) stream.enqueue(large.subarray(at, at + 1000))
        stream.close()
      },
    })
  test('by its length', async () => {
    const response = await raw('POST', '/api/login', large, { 'content-length': String(large.length) })
    expectWrong({ status: response.status, body: await response.json() }, 413, 'too-large')
  })
  test('by what arrives, when no length was told', async () => {
    const response = await raw('POST', '/api/login', streamed(), { 'transfer-encoding': 'chunked' })
    expectWrong({ status: response.status, body: await response.json() }, 413, 'too-large')
    const untold = await raw('POST', '/api/login', streamed())
    expectWrong({ status: untold.status, body: await untold.json() }, 413, 'too-large')
  })
  test('64 KB are not', async () => {
    const body = `{"code":"${'x'.repeat(64 * 1024 - 11)}"}`
    expect(body).toHaveLength(64 * 1024)
    expectWrong(await world.ask('POST', '/api/login', body), 400, 'bad-input')
  })
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a field named %s changes nothing',
  async (name) => {
    const answer = await world.ask('POST', '/api/login', `{"persona":"nobody","${name}":{"persona":"resident"}}`)
    expectWrong(answer, 400, 'bad-input')
    expect(({} as Record<string, unknown>).persona).toBeUndefined()
  },
)
