import { generateKeyPairSync, sign } from 'node:crypto'
import { issuePass, PASS_PREFIX, type Pass } from '@core/attendance/pass'
import { fromBase45, toBase45 } from '@core/base/base45'
import { DAY, HOUR, instant, moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { passShownAt, type ScanInput, scansSentAt } from '../../testing/world/scans'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const [TALK, SMALL, LUNCH] = ['hp001.talk-2611231400', 'hp001.small-2611231600', 'hp099.lunch-2611231200']

let world: World
let resident: Someone
let manager: Someone
let booking: { id: string; code: string; startsAt: string }
let storedPass: Pass
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
  storedPass = await passOf(booking.id)
  pass = passShownAt(storedPass, MONDAY_TEN)
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

describe('a scan checks somebody in', () => {
  test('by their pass: once for the whole group, with a masked name', async () => {
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
  ])('by the door code, %s', async (_how, written) => {
    expect(await scan({ pass: written(booking.code) })).toMatchObject({ verdict: 'in', name: '林*梅' })
  })
  test('by hand, from the roster', async () => {
    expect(await scan({ pass: booking.id, session: TALK })).toMatchObject({ verdict: 'in' })
    const { body } = await manager('GET', `/api/sessions/${TALK}/roster`)
    expect(body.roster[0].came).toEqual({ at: moment(MONDAY_TEN), means: 'hand', again: 0 })
  })
  test('by the pass, sent by a worker of the district', async () => {
    expect(await scan({ pass }, await world.as('district'))).toMatchObject({ verdict: 'in' })
  })
})

describe('a repeated scan', () => {
  test('with the same sequence number gets the same verdict and time', async () => {
    const first = await scan({ pass, seq: 1 })
    world.clock.now += HOUR
    expect(await scan({ pass, seq: 1 })).toEqual(first)
  })
  test('with another sequence number gets `already` and the first time', async () => {
    await scan({ pass, seq: 1 })
    world.clock.now += HOUR
    expect(await scan({ pass: passShownAt(storedPass, world.clock.now), seq: 2 })).toMatchObject({
      verdict: 'already',
      at: moment(MONDAY_TEN),
      message: expect.stringContaining('10:00'),
    })
    expect(await scan({ pass: booking.code, seq: 1, device: 'gate-2' })).toMatchObject({ verdict: 'already' })
  })
})

describe('a scan is refused', () => {
  const refusal = async (one: ScanInput) => {
    const { verdict, refusal: why } = await scan(one)
    return verdict === 'refused' ? why : verdict
  }
  afterEach(async () => expect(await world.db.query('select 1 from attendance')).toEqual([]))

  test('at another session, with the session that is booked', async () => {
    expect(await scan({ pass, session: SMALL })).toMatchObject({
      verdict: 'refused',
      refusal: 'other-session',
      name: '林*梅',
      title: '讲座',
      startsAt: booking.startsAt,
    })
    expect(await refusal({ pass: booking.code, session: SMALL })).toBe('other-session')
  })
  test('on another day, by the cloud’s clock and not the phone’s', async () => {
    world.clock.now += DAY
    // The phone's clock is at yesterday, for the scan and for sending.
    const behind = scansSentAt(instant(booking.startsAt), [{ pass: booking.code }])
    const { body } = await manager('POST', '/api/attendance', behind)
    expect([body.answers[0].refusal, body.answers[0].title]).toEqual(['other-day', '讲座'])
    expect(body.skew).toBe(MONDAY_TEN + DAY - instant(booking.startsAt))
    world.clock.now = instant(booking.startsAt) - DAY
    expect(await refusal({ pass: booking.code })).toBe('other-day')
  })
  test('for a cancelled booking', async () => {
    await resident('POST', `/api/bookings/${booking.id}/cancel`)
    for (const one of [pass, booking.code, booking.id]) expect(await refusal({ pass: one })).toBe('cancelled')
  })
  test('with a pass that a newer one replaced', async () => {
    await world.db.query('update booking set generation = 2')
    expect(await refusal({ pass })).toBe('replaced')
    expect((await scan({ pass: 'YK2:' })).name).toBeUndefined()
  })
  test('with any bit of a pass flipped', async () => {
    const bytes = fromBase45(pass.slice(PASS_PREFIX.length)) as Uint8Array
    for (const bit of [0, 8, 100, 300, bytes.length * 8 - 1]) {
      const flipped = Uint8Array.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(await refusal({ pass: PASS_PREFIX + toBase45(flipped) })).toBe('forged')
    }
  })
  test.each([
    'YK2:',
    'YK2:张三',
    'YK2:GGW',
    'https://example.com',
    '１２３４５６７８９',
    'null',
    "' or 1=1 --",
    '\u0000',
    '\ud800',
    '林晓梅',
  ])('with the text %j', async (text) => expect(await refusal({ pass: text })).toBe('forged'))
  test('with a pass for an existing booking that is signed with another key', async () => {
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
  test('with an unknown door code or booking id', async () => {
    expect(await refusal({ pass: '00000000' === booking.code ? '00000001' : '00000000' })).toBe('unknown-pass')
    expect(await refusal({ pass: 'hp001.0000000000000000' })).toBe('unknown-pass')
  })
  test('for a booking of another station, with the same answer as for an unknown id', async () => {
    // Moved, so that it does not overlap with the talk.
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

test('a batch answers each scan, and a bad one does not block the others', async () => {
  const answers = await scanAll([{ pass: 'rubbish' }, { pass }, { pass: 'YK2:ABC' }, { pass: booking.code }])
  expect(answers.map(({ verdict, refusal }) => refusal ?? verdict)).toEqual(['forged', 'in', 'forged', 'already'])
  expect(answers.map((answer) => answer.seq)).toEqual([seq - 3, seq - 2, seq - 1, seq])
})
