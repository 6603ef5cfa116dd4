import { generateKeyPairSync, sign } from 'node:crypto'
import { issuePass, PASS_PREFIX, type Pass } from '@core/attendance/pass'
import { fromBase45, toBase45 } from '@core/base/base45'
import { DAY, HOUR, instant, moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { findViolations } from '../../testing/database/invariants'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { passShownAt, type ScanInput, scansSentAt } from '../../testing/world/scans'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const [TALK, SMALL, LUNCH] = ['hp001.talk-2611231400', 'hp001.small-2611231600', 'hp099.lunch-2611231200']

let world: World
let resident: Someone
let manager: Someone
let booking: { id: string; code: string; startsAt: string }
let kept: Pass
let pass: string
let seq = 0
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
  manager = await world.as('manager')
})
const book = async (session: string, people: string[]) =>
  (await resident('POST', '/api/bookings', { session, people }, newIdempotencyKey())).body.booking
const passOf = async (id: string) => (await resident('GET', `/api/bookings/${id}/pass`)).body.pass as Pass
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  booking = await book(TALK, [resident.id, CHILD])
  kept = await passOf(booking.id)
  pass = passShownAt(kept, MONDAY_TEN)
})
afterEach(async () => {
  expect(await findViolations(world.db)).toEqual({})
  await clearBookings(world)
})
afterAll(() => world.close())

async function scanAll(scans: ScanInput[], ask = manager): Promise<ScanAnswer[]> {
  const { status, body } = await ask(
    'POST',
    '/api/attendance',
    scansSentAt(
      world.clock.now,
      scans.map((scan) => ({ seq: ++seq, ...scan })),
    ),
  )
  expect(status).toBe(200)
  return body.answers
}
const scan = async (one: ScanInput, ask = manager) => (await scanAll([one], ask))[0] as ScanAnswer

describe('somebody comes in', () => {
  test('by their pass: one scan for all of the booking, and a masked name', async () => {
    const answer = await scan({ pass, seq: 7 })
    expect(answer).toEqual({
      device: 'gate-1',
      seq: 7,
      verdict: 'in',
      booking: booking.id,
      session: TALK,
      name: '林*梅',
      seats: 2,
      title: '讲座',
      startsAt: booking.startsAt,
      at: moment(MONDAY_TEN),
      message: '林*梅 · 2 位 · 请进',
    })
  })
  test.each([
    ['read out', (code: string) => code],
    ['in groups', (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`],
    ['with dashes', (code: string) => ` ${code.slice(0, 2)}-${code.slice(2, 4)}-${code.slice(4)} `],
  ])('by their figures, %s', async (_how, written) => {
    expect(await scan({ pass: written(booking.code) })).toMatchObject({ verdict: 'in', name: '林*梅' })
  })
  test('by hand, from the roster', async () => {
    expect(await scan({ pass: booking.id, session: TALK })).toMatchObject({ verdict: 'in' })
    const { body } = await manager('GET', `/api/sessions/${TALK}/roster`)
    expect(body.roster[0].came).toEqual({ at: moment(MONDAY_TEN), means: 'hand', again: 0 })
  })
  test("by the district's door as well", async () => {
    expect(await scan({ pass }, await world.as('district'))).toMatchObject({ verdict: 'in' })
  })
})

describe('again', () => {
  test('the same scan sent again has the same verdict and time', async () => {
    const first = await scan({ pass, seq: 1 })
    world.clock.now += HOUR
    expect(await scan({ pass, seq: 1 })).toEqual(first)
  })
  test('another scan is told when they came in first', async () => {
    await scan({ pass, seq: 1 })
    world.clock.now += HOUR
    expect(await scan({ pass: passShownAt(kept, world.clock.now), seq: 2 })).toMatchObject({
      verdict: 'already',
      at: moment(MONDAY_TEN),
      message: expect.stringContaining('10:00'),
    })
    expect(await scan({ pass: booking.code, seq: 1, device: 'gate-2' })).toMatchObject({ verdict: 'already' })
  })
})

describe('is turned away', () => {
  const refusal = async (one: ScanInput) => {
    const { verdict, refusal: why } = await scan(one)
    return verdict === 'refused' ? why : verdict
  }
  afterEach(async () => expect(await world.db.query('select 1 from attendance')).toEqual([]))

  test("from another session's door, and told which is theirs", async () => {
    expect(await scan({ pass, session: SMALL })).toMatchObject({
      verdict: 'refused',
      refusal: 'other-session',
      name: '林*梅',
      title: '讲座',
      startsAt: booking.startsAt,
    })
    expect(await refusal({ pass: booking.code, session: SMALL })).toBe('other-session')
  })
  test("on another day, by our clock and not by the phone's", async () => {
    world.clock.now += DAY
    // The phone stands still at yesterday, and says so as it sends.
    const behind = scansSentAt(instant(booking.startsAt), [{ pass: booking.code }])
    const { body } = await manager('POST', '/api/attendance', behind)
    expect([body.answers[0].refusal, body.answers[0].title]).toEqual(['other-day', '讲座'])
    expect(body.skew).toBe(MONDAY_TEN + DAY - instant(booking.startsAt))
    world.clock.now = instant(booking.startsAt) - DAY
    expect(await refusal({ pass: booking.code })).toBe('other-day')
  })
  test('with what was cancelled', async () => {
    await resident('POST', `/api/bookings/${booking.id}/cancel`)
    for (const one of [pass, booking.code, booking.id]) expect(await refusal({ pass: one })).toBe('cancelled')
  })
  test('with a pass that a newer one replaced', async () => {
    await world.db.query('update booking set generation = 2')
    expect(await refusal({ pass })).toBe('replaced')
    expect((await scan({ pass: 'YK2:' })).name).toBeUndefined()
  })
  test('with a pass that is not ours in every bit', async () => {
    const bytes = fromBase45(pass.slice(PASS_PREFIX.length)) as Uint8Array
    for (const bit of [0, 8, 100, 300, bytes.length * 8 - 1]) {
      const turned = Uint8Array.from(bytes)
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(await refusal({ pass: PASS_PREFIX + toBase45(turned) })).toBe('forged')
    }
  })
  test.each([
    'YK2:',
    'YK2:张三',
    'YK2:GGW',
    'https://example.com',
    '１２３４５６７８',
    'null',
    "' or 1=1 --",
    '\u0000',
    '\ud800',
    '林晓梅',
  ])('with %j', async (text) => expect(await refusal({ pass: text })).toBe('forged'))
  test('with a pass that another signed, for a booking that exists', async () => {
    const another = generateKeyPairSync('ed25519').privateKey
    const payload = {
      key: 1,
      card: true,
      booking: booking.id,
      startsAt: instant(booking.startsAt),
      minutes: 60,
      seats: 2,
      generation: 1,
    }
    expect(await refusal({ pass: issuePass(payload, (message) => new Uint8Array(sign(null, message, another))) })).toBe(
      'forged',
    )
  })
  test('with figures or a booking that nobody has', async () => {
    expect(await refusal({ pass: '00000000' === booking.code ? '00000001' : '00000000' })).toBe('unknown-pass')
    expect(await refusal({ pass: 'hp001.0000000000000000' })).toBe('unknown-pass')
  })
  test("at a door that is not the manager's, just as with nothing", async () => {
    // Moved away from the talk's time, so that both can be held.
    await world.db.query(
      `update session set starts_at = '2026-11-23T08:00Z', ends_at = '2026-11-23T09:00Z' where id = $1`,
      [LUNCH],
    )
    const lunch = await book(LUNCH, [resident.id])
    const unknown = await scan({ pass: 'hp001.0000000000000000', seq: 1 })
    for (const one of [passShownAt(await passOf(lunch.id), MONDAY_TEN), lunch.code, lunch.id])
      expect(await scan({ pass: one, seq: 1 })).toEqual(unknown)
  })
})

test('several at once: each has its answer, and a bad one holds up none behind it', async () => {
  const answers = await scanAll([{ pass: 'rubbish' }, { pass }, { pass: 'YK2:ABC' }, { pass: booking.code }])
  expect(answers.map(({ verdict, refusal }) => refusal ?? verdict)).toEqual(['forged', 'in', 'forged', 'already'])
  expect(answers.map((answer) => answer.seq)).toEqual([seq - 3, seq - 2, seq - 1, seq])
})
