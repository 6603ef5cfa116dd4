import { HOUR, MINUTE, moment } from '@core/base/time'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { promoteDueWaitlists } from './service'

/** Figures of core, and not those of any district: whatever the database does by itself it would do by others. */
const figures = { MAX_OVERTAKEN: 3, OFFER_WINDOW: 24 * 3_600_000, OFFER_DURATION: 2 * 3_600_000 }
jest.mock('@core/booking/waitlist', () => {
  const rule = jest.requireActual('@core/booking/waitlist')
  const own = Object.fromEntries(
    ['MAX_OVERTAKEN', 'OFFER_WINDOW', 'OFFER_DURATION'].map((name) => [
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
  Object.assign(figures, { MAX_OVERTAKEN: 3, OFFER_WINDOW: 24 * HOUR, OFFER_DURATION: 2 * HOUR })
  await clearBookings(world)
})
afterAll(() => world.close())

const book = async (who: Someone, session: string, people = [who.id]) =>
  (await who('POST', '/api/bookings', { session, people, wait: true }, newIdempotencyKey())).body.booking.id as string
const of = async (id: string) =>
  (
    await world.db.query<{ status: string; offer_until: number | null; overtaken: number }>(
      'select status, offer_until, overtaken from booking where id = $1',
      [id],
    )
  )[0]
/** Somebody waits for a session that is full, and a seat gets free. */
async function promoted(session: string) {
  await book(elder, session)
  const first = await book(member, session)
  const waits = await book(resident, session)
  await member('POST', `/api/bookings/${first}/cancel`, undefined, newIdempotencyKey())
  return of(waits)
}

test.each([
  [29 * HOUR, 'booked', null],
  [31 * HOUR, 'offered', MONDAY_TEN + 2 * HOUR],
])(
  'how close to the start a promotion is an offer: within %d ms, 30 hours before it is %s',
  async (within, status, until) => {
    figures.OFFER_WINDOW = within
    expect(await promoted(TOMORROW)).toMatchObject({ status, offer_until: until })
  },
)

test.each([10 * MINUTE, 3 * HOUR])('how long an offer stands: %d ms', async (long) => {
  figures.OFFER_DURATION = long
  expect(await promoted(TODAY)).toMatchObject({ status: 'offered', offer_until: MONDAY_TEN + long })
})

describe('how often a party may be overtaken:', () => {
  /** A family of two waits where one seat is free; whoever comes alone takes it, until the family's patience is over. */
  async function overtaken() {
    await book(elder, TOMORROW)
    const family = await book(resident, TOMORROW, [resident.id, CHILD])
    const { status, body } = await member(
      'POST',
      '/api/bookings',
      { session: TOMORROW, people: [member.id] },
      newIdempotencyKey(),
    )
    return { family: await of(family), refusal: status === 201 ? undefined : body.refusal }
  }
  test('once is allowed by a patience of 1', async () => {
    figures.MAX_OVERTAKEN = 1
    expect(await overtaken()).toMatchObject({ family: { status: 'waiting', overtaken: 1 }, refusal: undefined })
  })
  test('a patience of 0 keeps the seat', async () => {
    figures.MAX_OVERTAKEN = 0
    expect(await overtaken()).toMatchObject({ family: { status: 'waiting', overtaken: 0 }, refusal: 'full' })
  })
  test.each([
    [1, 'waiting'],
    [2, 'booked'],
  ])('`promote` goes by it too: with %d, who comes after is then %s', async (patience, status) => {
    figures.MAX_OVERTAKEN = patience
    await overtaken()
    const later = await book(await world.as('enterprise'), TOMORROW)
    const [sits] = await world.db.query<{ id: string }>('select id from booking where booker_id = $1', [elder.id])
    await elder('POST', `/api/bookings/${sits?.id}/cancel`, undefined, newIdempotencyKey())
    expect((await of(later))?.status).toBe(status)
  })
})

test('the timer goes by the same figures', async () => {
  await promoted(TODAY)
  figures.OFFER_DURATION = 20 * MINUTE
  world.clock.now = MONDAY_TEN + 2 * HOUR
  const next = await book(member, TODAY)
  await promoteDueWaitlists(world.deps)
  world.clock.now = MONDAY_TEN
  expect(await of(next)).toMatchObject({
    status: 'offered',
    offer_until: Date.parse(moment(MONDAY_TEN + 2 * HOUR + 20 * MINUTE)),
  })
})
