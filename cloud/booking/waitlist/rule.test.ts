import { HOUR, MINUTE, moment } from '@core/base/time'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { promoteDueWaitlists } from './service'

/** Figures of the rule in core, changed by each test: SQL with a figure of its own would not follow. */
const figures = {
  MAX_OVERTAKEN: 3,
  OFFER_WINDOW: 24 * 3_600_000,
  OFFER_DURATION: 2 * 3_600_000,
  HOLD_RELEASE: 2 * 3_600_000,
  SEATED_LATE_GRACE: 12 * 3_600_000,
}
const given = { ...figures }
jest.mock('@core/booking/waitlist', () => {
  const rule = jest.requireActual('@core/booking/waitlist')
  const own = Object.fromEntries(
    ['MAX_OVERTAKEN', 'OFFER_WINDOW', 'OFFER_DURATION', 'HOLD_RELEASE', 'SEATED_LATE_GRACE'].map((name) => [
      name,
      { enumerable: true, get: () => figures[name as keyof typeof figures] },
    ]),
  )
  return Object.defineProperties({ ...rule }, own)
})

/** Two seats, today at four and tomorrow at four: 6 and 30 hours away. */
const TODAY = 'hp001.small-2611231600'
const TOMORROW = 'hp001.small-2611241600'
const CHILD = '00000000-0000-4000-8000-000000000011'

let world: World
let resident: Someone
let elder: Someone
let member: Someone
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
  elder = await world.as('elder')
  member = await world.as('member')
})
beforeEach(async () => {
  Object.assign(figures, given)
  await clearBookings(world)
})
afterAll(() => world.close())

const book = async (who: Someone, session: string, people = [who.id]) =>
  (await who('POST', '/api/bookings', { session, people, wait: true }, newIdempotencyKey())).body.booking.id as string
const findBooking = async (id: string) =>
  (
    await world.db.query<{ status: string; offer_until: number | null; leave_until: number | null; overtaken: number }>(
      'select status, offer_until, leave_until, overtaken from booking where id = $1',
      [id],
    )
  )[0]
/** A waiting booking of a full session, after a seat was freed. */
async function promoteOne(session: string) {
  await book(elder, session)
  const first = await book(member, session)
  const waiting = await book(resident, session)
  await member('POST', `/api/bookings/${first}/cancel`, undefined, newIdempotencyKey())
  return findBooking(waiting)
}

test.each([
  [29 * HOUR, 'booked', null],
  [31 * HOUR, 'offered', MONDAY_TEN + 2 * HOUR],
])('with an offer window of %d ms, a promotion 30 hours before the start is %s', async (within, status, until) => {
  figures.OFFER_WINDOW = within
  expect(await promoteOne(TOMORROW)).toMatchObject({ status, offer_until: until })
})

test.each([10 * MINUTE, 3 * HOUR])('an offer stands for the configured %d ms', async (long) => {
  figures.OFFER_DURATION = long
  expect(await promoteOne(TODAY)).toMatchObject({ status: 'offered', offer_until: MONDAY_TEN + long })
})

test.each([MINUTE, 40 * HOUR])('whoever is seated may leave freely for the configured %d ms', async (long) => {
  figures.SEATED_LATE_GRACE = long
  expect(await promoteOne(TOMORROW)).toMatchObject({ status: 'booked', leave_until: MONDAY_TEN + long })
})

describe('the limit of overtaking:', () => {
  /** A family of two waits where one seat is free; a single person takes it, unless the limit is reached. */
  async function overtake() {
    await book(elder, TOMORROW)
    const family = await book(resident, TOMORROW, [resident.id, CHILD])
    const { status, body } = await member(
      'POST',
      '/api/bookings',
      { session: TOMORROW, people: [member.id] },
      newIdempotencyKey(),
    )
    return { family: await findBooking(family), refusal: status === 201 ? undefined : body.refusal }
  }
  test('with 1, somebody else takes the seat', async () => {
    figures.MAX_OVERTAKEN = 1
    expect(await overtake()).toMatchObject({ family: { status: 'waiting', overtaken: 1 }, refusal: undefined })
  })
  test('with 0, the seat is held for the group', async () => {
    figures.MAX_OVERTAKEN = 0
    expect(await overtake()).toMatchObject({ family: { status: 'waiting', overtaken: 0 }, refusal: 'full' })
  })
  test.each([
    [30 * HOUR - 1, 'full'],
    [30 * HOUR, undefined],
  ])('with a release %d ms before the start, 30 hours before it a newcomer is told: %s', async (release, refusal) => {
    Object.assign(figures, { MAX_OVERTAKEN: 0, HOLD_RELEASE: release })
    expect(await overtake()).toMatchObject({ family: { status: 'waiting', overtaken: 0 }, refusal })
  })
  test.each([
    [1, 'waiting'],
    [2, 'booked'],
  ])('`promote` applies it too: with %d, a later booking is then %s', async (limit, status) => {
    figures.MAX_OVERTAKEN = limit
    await overtake()
    const later = await book(await world.as('enterprise'), TOMORROW)
    const [sits] = await world.db.query<{ id: string }>('select id from booking where booker_id = $1', [elder.id])
    await elder('POST', `/api/bookings/${sits?.id}/cancel`, undefined, newIdempotencyKey())
    expect((await findBooking(later))?.status).toBe(status)
  })
})

test('the scheduled job uses the same figures', async () => {
  await promoteOne(TODAY)
  figures.OFFER_DURATION = 20 * MINUTE
  world.clock.now = MONDAY_TEN + 2 * HOUR
  const next = await book(member, TODAY)
  await promoteDueWaitlists(world.deps)
  world.clock.now = MONDAY_TEN
  expect(await findBooking(next)).toMatchObject({
    status: 'offered',
    offer_until: Date.parse(moment(MONDAY_TEN + 2 * HOUR + 20 * MINUTE)),
  })
})
