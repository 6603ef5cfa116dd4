import { instant, moment } from '@core/base/time'
import { waitlistRule } from '../../base/waitlist-rule'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { type ScanInput, scansSentAt } from '../../testing/world/scans'
import { openWorld, type Someone, type World } from '../../testing/world/world'

const SMALL = 'hp001.small-2611231600'
const OTHER = 'hp001.talk-2611231400'
const START = instant('2026-11-23T08:00:00.000Z')
let world: World
let manager: Someone
let seq = 0
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
  world.clock.now = START
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
})
const walkIn = (seats: number, more: Partial<ScanInput> = {}): ScanInput => ({
  kind: 'walk-in',
  pass: '',
  session: SMALL,
  seats,
  told: true,
  seq: ++seq,
  ...more,
})
const undo = (of: number, more: Partial<ScanInput> = {}): ScanInput => ({
  kind: 'undo',
  pass: '',
  session: SMALL,
  of,
  seq: ++seq,
  ...more,
})
const send = async (scans: ScanInput[], who = manager) =>
  (await who('POST', '/api/attendance', scansSentAt(world.clock.now, scans))).body.answers
const left = async () => (await manager('GET', `/api/sessions/${SMALL}`)).body.session.left
const inside = async () => (await manager('GET', `/api/sessions/${SMALL}/roster`)).body.walkedIn

test('walk-ins take free seats; without any they are stored and flagged', async () => {
  expect((await send([walkIn(1)]))[0]).toMatchObject({ verdict: 'walked-in', title: '小场', seats: 1 })
  expect([await left(), await inside()]).toEqual([1, 1])
  expect((await send([walkIn(2)]))[0]).toMatchObject({ verdict: 'walked-in', flag: 'full' })
  expect([await left(), await inside()]).toEqual([1, 1])
})

test('a repeated walk-in counts once; an undone one does not count, in either order', async () => {
  const one = walkIn(1)
  await send([one, one])
  await send([one])
  expect(await inside()).toBe(1)
  await send([undo(one.seq as number)])
  await send([undo(one.seq as number)])
  expect([await left(), await inside()]).toEqual([2, 0])
  const two = walkIn(2)
  await send([undo(two.seq as number), two])
  expect([await left(), await inside()]).toEqual([2, 0])
})

test('an undo that names another session, or stands with a booking, takes no walk-in back', async () => {
  const booker = await world.as('resident')
  world.clock.now = START - 30 * 60_000
  const made = await booker('POST', '/api/bookings', { session: SMALL, people: [booker.id] }, newIdempotencyKey())
  world.clock.now = START
  const one = walkIn(1)
  const of = one.seq as number
  await send([one])
  await send([undo(of, { session: OTHER }), undo(of, { pass: made.body.booking.code })])
  expect(await inside()).toBe(1)
  await send([undo(of)])
  expect(await inside()).toBe(0)
  // The same before the walk-in is told.
  const two = walkIn(1)
  await send([undo(two.seq as number, { session: OTHER }), two])
  expect(await inside()).toBe(1)
})

test('bookings keep their seats, and the waitlist comes before walk-ins', async () => {
  world.clock.now = START - 30 * 60_000
  const book = async (persona: 'resident' | 'elder' | 'member', wait = false) => {
    const who = await world.as(persona)
    return who('POST', '/api/bookings', { session: SMALL, people: [who.id], wait }, newIdempotencyKey())
  }
  await book('resident')
  await book('elder')
  expect((await send([walkIn(1)]))[0].flag).toBe('full')
  await book('member', true)
  await world.db.query('select cancel_booking($1, id, booker_id, $2, $3, $5) from booking where status = $4 limit 1', [
    'hp001',
    moment(world.clock.now),
    'station',
    'booked',
    waitlistRule(),
  ])
  expect((await send([walkIn(1)]))[0].flag).toBe('full')
})

test('a walk-in at another station or an unknown session is refused', async () => {
  for (const session of ['hp099.lunch-2611231200', 'hp001.nothing-2611231400'])
    expect((await send([walkIn(1, { session })]))[0]).toMatchObject({ verdict: 'refused', refusal: 'unknown-pass' })
  expect(await world.db.query('select 1 from scan')).toEqual([])
})
