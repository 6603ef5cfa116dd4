import { HOUR, instant, MINUTE, moment } from '@core/base/time'
import { waitlistRule } from '../../base/waitlist-rule'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { createDrawnSession, DRAW_AT, runDraw, signUp } from '../../testing/world/draws'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetPlan } from '../../testing/world/reset-plan'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

/** Two seats on Tuesday, 16:00 to 16:30: 30 hours away, so a promotion is a seat and no offer. */
const SMALL = 'hp001.small-2611241600'
const START = instant('2026-11-24T08:00:00.000Z')
/** Two seats on Tuesday in a week: its deadline is days away. */
const FAR = 'hp001.small-2612011600'

let world: World
let resident: Someone
let elder: Someone
let member: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[resident, elder, member] = [await world.as('resident'), await world.as('elder'), await world.as('member')]
  manager = await world.as('manager')
})
beforeEach(async () => {
  await resetPlan(world)
  // Freely cancelled until two days before: for SMALL that was yesterday.
  await cancelMinutes('small', 2 * 24 * 60)
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const cancelMinutes = (offering: string, minutes: number) =>
  world.db.query(`update offering set about = jsonb_set(about, '{cancelMinutes}', $2::jsonb) where id = $1`, [
    `hp001-${offering}`,
    JSON.stringify(minutes),
  ])
const book = async (who: Someone, session = SMALL, people = [who.id]): Promise<string> =>
  (await who('POST', '/api/bookings', { session, people, wait: true }, newIdempotencyKey())).body.booking.id
const find = async (who: Someone, id: string) => (await who('GET', `/api/bookings/${id}`)).body.booking
const cancel = (who: Someone, id: string, late = '') => who('POST', `/api/bookings/${id}/cancel${late}`)
const resize = async (session: string, capacity: number, unseat: string[] = []) => {
  const { version } = (await world.ask('GET', `/api/sessions/${session}`)).body.session
  expect((await manager('PATCH', `/api/sessions/${session}`, { capacity, version, unseat })).status).toBe(200)
}
const untilOf = async (who: Someone, kind: string) =>
  (await who('GET', '/api/notices')).body.notices.find((notice: { kind: string }) => notice.kind === kind)?.until
const strikesOf = async (who: Someone) => (await who('GET', '/api/strikes')).body.strikes
const judge = async () => {
  world.clock.now = instant('2026-11-26T00:00:00.000Z')
  await runJobs(world.deps)
}
/** The resident waits for a full session, and the member’s seat becomes theirs. */
async function promote(session = SMALL): Promise<string> {
  await book(elder, session)
  const first = await book(member, session)
  const mine = await book(resident, session)
  expect((await cancel(member, first, '?late=1')).status).toBe(200)
  expect((await find(resident, mine)).status).toBe('booked')
  return mine
}

describe('somebody seated from the waitlist after the deadline', () => {
  const LAST = MONDAY_TEN + 12 * HOUR
  test('is told until when they may leave, and may until then, without a strike', async () => {
    const mine = await promote()
    expect((await find(resident, mine)).cancelUntil).toBe(moment(LAST))
    expect(await untilOf(resident, 'promoted')).toBe(moment(LAST))
    world.clock.now = LAST + 1
    expect((await cancel(resident, mine)).body.refusal).toBe('too-late-to-cancel')
    world.clock.now = LAST
    expect((await cancel(resident, mine)).body.booking.ended).toBe('self')
    await judge()
    expect(await strikesOf(resident)).toEqual([])
  })
  test('is bound afterwards', async () => {
    const mine = await promote()
    world.clock.now = LAST + 1
    expect((await cancel(resident, mine, '?late=1')).body.booking.ended).toBe('late')
    await judge()
    expect(await strikesOf(resident)).toMatchObject([{ booking: mine, why: 'late' }])
  })
  test('has no free exit while they wait, and a new one when they are seated again', async () => {
    const mine = await promote()
    await resize(SMALL, 1, [mine])
    const stored = () => world.db.query('select status, leave_until from booking where id = $1', [mine])
    expect(await stored()).toEqual([{ status: 'waiting', leave_until: null }])
    world.clock.now += 2 * HOUR
    await resize(SMALL, 2)
    expect(await stored()).toEqual([{ status: 'booked', leave_until: LAST + 2 * HOUR }])
    expect((await find(resident, mine)).cancelUntil).toBe(moment(LAST + 2 * HOUR))
  })
})

test('somebody who booked, was unseated and is seated again after the deadline may leave freely', async () => {
  const [mine] = [await book(resident), await book(elder)]
  expect((await find(resident, mine)).cancelUntil).toBe(moment(START - 48 * HOUR))
  await resize(SMALL, 1, [mine])
  world.clock.now += HOUR
  await resize(SMALL, 2)
  expect((await cancel(resident, mine)).body.booking.ended).toBe('self')
})

test('the deadline of the offering holds where it is later', async () => {
  const mine = await promote(FAR)
  const last = moment(instant('2026-12-01T08:00:00.000Z') - 48 * HOUR)
  expect([(await find(resident, mine)).cancelUntil, await untilOf(resident, 'promoted')]).toEqual([last, last])
})

test('somebody who accepts an offer after the deadline is bound by it', async () => {
  world.clock.now = START - 20 * HOUR
  await book(elder)
  const first = await book(member)
  const mine = await book(resident)
  await cancel(member, first, '?late=1')
  expect((await resident('POST', `/api/bookings/${mine}/accept`)).body.booking.cancelUntil).toBe(
    moment(START - 48 * HOUR),
  )
  expect((await cancel(resident, mine)).body.refusal).toBe('too-late-to-cancel')
})

describe('the winner of a draw after the deadline', () => {
  test('may leave freely for a while', async () => {
    await cancelMinutes('talk', 10 * 24 * 60)
    const session = await createDrawnSession(world, 2)
    const mine = await signUp(resident, session)
    await runDraw(world)
    const last = moment(DRAW_AT + 12 * HOUR)
    expect([(await find(resident, mine)).cancelUntil, await untilOf(resident, 'drawn')]).toEqual([last, last])
    world.clock.now = DRAW_AT + 12 * HOUR
    expect((await cancel(resident, mine)).body.booking.ended).toBe('self')
  })
  test('may leave freely until the start where that is sooner', async () => {
    await cancelMinutes('talk', 10 * 24 * 60)
    const session = await createDrawnSession(world, 2)
    const mine = await signUp(resident, session)
    await world.db.query('update session set starts_at = $2, ends_at = $3 where id = $1', [
      session,
      moment(DRAW_AT + 3 * HOUR),
      moment(DRAW_AT + 3 * HOUR + 30 * MINUTE),
    ])
    await runDraw(world)
    const start = moment(DRAW_AT + 3 * HOUR)
    expect([(await find(resident, mine)).cancelUntil, await untilOf(resident, 'drawn')]).toEqual([start, start])
  })
})

describe('a late cancellation that meets another change', () => {
  const cancelLate = async (id: string) => {
    const rows = await world.db.query(`select cancel_booking('hp001', $1, $2, $3, 'late', $4) as done`, [
      id,
      resident.id,
      moment(world.clock.now),
      waitlistRule(),
    ])
    expect(rows).toEqual([{ done: true }])
    return (await find(resident, id)).ended
  }
  let mine: string
  beforeEach(async () => {
    await book(elder)
    mine = await book(resident)
  })
  test('is late where nothing has changed', async () => {
    expect(await cancelLate(mine)).toBe('late')
  })
  test('is not late once the group was unseated', async () => {
    await resize(SMALL, 1, [mine])
    expect(await cancelLate(mine)).toBe('self')
  })
  test('is not late once it was seated again', async () => {
    await resize(SMALL, 1, [mine])
    await resize(SMALL, 2)
    expect((await find(resident, mine)).status).toBe('booked')
    expect(await cancelLate(mine)).toBe('self')
  })
  test('is not late once the session was moved', async () => {
    await world.db.query('update booking set asked_from = $2 where id = $1', [mine, moment(START)])
    expect(await cancelLate(mine)).toBe('self')
  })
})
