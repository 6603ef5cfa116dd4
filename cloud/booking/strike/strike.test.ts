import { DAY, HOUR, MINUTE, moment, startOfDay } from '@core/base/time'
import { STRIKE_RULE } from '@core/booking/strike'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { findStrikeStatus } from './service'

/** Two seats, from 16:00 to 16:30; can be cancelled until 14:00. */
const SMALL = 'hp001.small-2611231600'
const TOMORROW = startOfDay('2026-11-24')
const JUDGED = TOMORROW + 15 * MINUTE
let world: World
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  elder = await world.as('elder')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = async (who: Someone, session: string, more: object = {}) =>
  (await who('POST', '/api/bookings', { session, people: [who.id], ...more }, newIdempotencyKey())).body.booking
const checkIn = async (booking: string) => {
  const manager = await world.as('manager')
  const seq = Math.floor(world.clock.now + Math.random() * 1e6)
  const { body } = await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: booking, seq }]))
  expect(body.answers[0].verdict).toBe('in')
}
const runJobsAt = async (at: number) => {
  world.clock.now = at
  await runJobs(world.deps)
}
const strikes = async (who: Someone) => (await who('GET', '/api/strikes')).body
const kinds = async (who: Someone) =>
  (await who('GET', '/api/notices')).body.notices.map((notice: { kind: string }) => notice.kind)

describe('judging after the end of the day:', () => {
  test('a no-show gets one strike and a notice', async () => {
    const { id } = await book(resident, SMALL)
    await runJobsAt(JUDGED - 1)
    expect((await strikes(resident)).strikes).toEqual([])
    await runJobsAt(JUDGED)
    await runJobsAt(JUDGED + HOUR)
    expect(await strikes(resident)).toEqual({
      standing: { live: 1, most: 3, days: 30 },
      strikes: [
        {
          id,
          booking: id,
          title: '小场',
          startsAt: '2026-11-23T08:00:00.000Z',
          why: 'absent',
          status: 'counts',
          at: moment(JUDGED),
          fadesAt: moment(JUDGED + 30 * DAY),
        },
      ],
    })
    expect(await kinds(resident)).toEqual(['strike', 'booked'])
    const liveAt = async (at: number) => (await findStrikeStatus(world.db, resident.id, STRIKE_RULE, at)).live
    expect([await liveAt(JUDGED + 30 * DAY - 1), await liveAt(JUDGED + 30 * DAY)]).toEqual([1, 0])
  })
  test('an arrival or a cancellation in time gets no strike', async () => {
    const { id } = await book(resident, SMALL)
    const early = await book(elder, SMALL)
    await elder('POST', `/api/bookings/${early.id}/cancel`)
    world.clock.now = MONDAY_TEN + 6 * HOUR
    await checkIn(id)
    await runJobsAt(JUDGED)
    expect((await strikes(resident)).strikes).toEqual([])
    expect((await strikes(elder)).strikes).toEqual([])
  })
  test('a late cancellation gets a strike unless somebody from the waitlist came instead', async () => {
    const late = async (who: Someone, id: string) =>
      expect((await who('POST', `/api/bookings/${id}/cancel?late=1`)).body.booking.ended).toBe('late')
    const { id } = await book(resident, SMALL)
    const other = await book(resident, SMALL, { people: [resident.people[1]] })
    const waiting = await book(elder, SMALL, { wait: true })
    world.clock.now = MONDAY_TEN + 5 * HOUR
    await late(resident, id)
    expect((await elder('POST', `/api/bookings/${waiting.id}/accept`)).status).toBe(200)
    await late(resident, other.id)
    world.clock.now = MONDAY_TEN + 6 * HOUR
    await checkIn(waiting.id)
    await runJobsAt(JUDGED)
    const { strikes: mine } = await strikes(resident)
    expect(mine.map((one: { id: string; why: string }) => [one.id, one.why])).toEqual([[other.id, 'late']])
    expect((await strikes(elder)).strikes).toEqual([])
  })
  test('care, an unconfirmed move and a session that was called off get no strike', async () => {
    const member = await world.as('member')
    const child = resident.people[0]
    await book(resident, 'hp001.care-2611240900', { people: [child] })
    const { id } = await book(elder, 'hp001.small-2611241600')
    await world.db.query('update booking set asked_from = $1 where id = $2', [moment(MONDAY_TEN), id])
    const off = await book(member, 'hp001.talk-2611241400')
    world.clock.now = TOMORROW + 13 * HOUR
    await member('POST', `/api/bookings/${off.id}/cancel?late=1`)
    const manager = await world.as('manager')
    await manager('POST', '/api/sessions/hp001.talk-2611241400/call-off', { reason: '停水' })
    await runJobsAt(JUDGED + DAY)
    for (const who of [resident, elder, member]) expect((await strikes(who)).strikes).toEqual([])
  })
})

describe('the third strike', () => {
  beforeEach(async () => {
    for (const day of ['23', '24', '25']) await book(resident, `hp001.small-2611${day}1600`)
    await runJobsAt(JUDGED + DAY)
  })
  test('pauses booking until the first expires, and sends a notice', async () => {
    expect((await strikes(resident)).standing).toEqual({ live: 2, most: 3, days: 30 })
    expect(await kinds(resident)).not.toContain('paused')
    await runJobsAt(JUDGED + 2 * DAY)
    const until = moment(JUDGED + 31 * DAY)
    expect((await strikes(resident)).standing.pausedUntil).toBe(until)
    const { notices } = (await resident('GET', '/api/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'paused', until, read: false })
    expect(notices[1].kind).toBe('strike')
    expect(await findStrikeStatus(world.db, resident.id, { most: 4, days: 30 }, world.clock.now)).toEqual({
      live: 3,
      most: 4,
      days: 30,
    })
  })
  test('is told again by a later one that prolongs the pause, and not by one that does not', async () => {
    for (const day of ['26', '27']) await book(resident, `hp001.talk-2611${day}1400`)
    const ends: string[][] = []
    for (const days of [2, 3, 4]) {
      await runJobsAt(JUDGED + days * DAY)
      const { notices } = (await resident('GET', '/api/notices')).body
      const paused = notices.filter(({ kind }: { kind: string }) => kind === 'paused')
      ends.push(paused.map((notice: { until: string }) => notice.until))
      expect((await strikes(resident)).standing.pausedUntil).toBe(ends.at(-1)?.[0])
    }
    const [first, second] = [moment(JUDGED + 31 * DAY), moment(JUDGED + 32 * DAY)]
    expect(ends).toEqual([[first], [first], [second, first]])
  })
  test('expires by the configured rule, and sends no notice if booking was paused already', async () => {
    world.deps.strikes = { most: 2, days: 7 }
    await runJobsAt(JUDGED + 2 * DAY)
    world.deps.strikes = STRIKE_RULE
    const { strikes: all } = await strikes(resident)
    expect(all[0].fadesAt).toBe(moment(JUDGED + 9 * DAY))
    // With this rule two strikes had paused booking already, so there is nothing new to notify.
    expect(await kinds(resident)).not.toContain('paused')
  })
})

describe('an appeal', () => {
  let id: string
  let manager: Someone
  beforeEach(async () => {
    id = (await book(resident, SMALL)).id
    await runJobsAt(JUDGED)
    manager = await world.as('manager')
  })
  const appeal = (who: Someone, words = '孩子发烧了') => who('POST', `/api/strikes/${id}/appeal`, { words })
  const answer = (who: Someone, forgive: boolean, words = '没关系') =>
    who('POST', `/api/appeals/${id}`, { forgive, words })
  const waiting = async (who: Someone) => (await who('GET', '/api/appeals')).body.appeals

  test('is visible to its station under a masked name; the strike counts until it is answered', async () => {
    expect((await appeal(resident)).body.strike).toMatchObject({ id, status: 'appealed', appeal: '孩子发烧了' })
    const seen = { strike: expect.objectContaining({ id, appeal: '孩子发烧了' }), name: '林*梅', stationName: '综合体' }
    expect(await waiting(manager)).toEqual([seen])
    expect(await waiting(await world.as('district'))).toEqual([seen])
    expect((await strikes(resident)).standing.live).toBe(1)
  })
  test('can be made once', async () => {
    await appeal(resident)
    const again = await appeal(resident, '真的')
    expect([again.status, again.body.refusal]).toEqual([409, 'appealed-already'])
    await answer(manager, false)
    expect((await appeal(resident)).body.refusal).toBe('appealed-already')
  })
  test('that is granted sends the answer as a notice, and the strike no longer counts', async () => {
    await appeal(resident)
    expect((await answer(manager, true)).body.strike).toMatchObject({ status: 'forgiven', answer: '没关系' })
    expect((await strikes(resident)).standing.live).toBe(0)
    const { notices } = (await resident('GET', '/api/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'forgiven', booking: id, reason: '没关系' })
    expect(await waiting(manager)).toEqual([])
  })
  test('is answered once: the first answer stands and sends one notice', async () => {
    await appeal(resident)
    const both = await Promise.all([answer(manager, false, '太晚了'), answer(manager, true)])
    const [first] = both
    expect(both.map(({ body }) => body.strike)).toEqual([first?.body.strike, first?.body.strike])
    expect((await answer(manager, true)).body.strike).toEqual(first?.body.strike)
    expect((await kinds(resident)).filter((kind: string) => ['forgiven', 'kept'].includes(kind))).toHaveLength(1)
  })
  test('is made only by the person with the strike, and answered only by its station or street', async () => {
    expect((await appeal(elder)).status).toBe(404)
    // Without an appeal there is nothing to answer.
    expect((await answer(manager, true)).status).toBe(404)
    await appeal(resident)
    await world.db.query(`delete from role where person_id = $1`, [manager.id])
    await world.db.query(`insert into role values ($1, 'station', 'hp099')`, [manager.id])
    const stranger = await world.as('manager')
    expect(await waiting(stranger)).toEqual([])
    expect((await answer(stranger, true)).status).toBe(404)
    expect((await answer(resident, true)).status).toBe(404)
    expect((await resident('GET', '/api/appeals')).status).toBe(404)
    await world.db.query(`update role set role = 'street', scope = '440112012' where scope = 'hp099'`)
    const street = await world.as('manager')
    expect(await waiting(street)).toHaveLength(1)
    expect((await answer(street, false)).body.strike.status).toBe('kept')
  })
})

test('a strike is deleted ninety days after it expired', async () => {
  await book(resident, SMALL)
  await runJobsAt(JUDGED)
  await world.db.query('update strike set fades_at = $1', [moment(JUDGED - 90 * DAY)])
  await runJobsAt(JUDGED)
  expect((await strikes(resident)).strikes).toHaveLength(1)
  await runJobsAt(JUDGED + 1)
  expect((await strikes(resident)).strikes).toEqual([])
})

test.each([
  [{ most: 1, days: 5 }, ['strike', 'paused']],
  [{ most: 2, days: 9 }, ['strike']],
])('SQL takes the limit and the lifetime of strikes from the rule: %j', async (rule, kinds) => {
  const { id } = await book(resident, SMALL)
  world.clock.now = JUDGED
  await runJobs({ ...world.deps, strikes: rule })
  const rows = await world.db.query<{ fades_at: number }>('select fades_at from strike where booking_id = $1', [id])
  expect(rows).toEqual([{ fades_at: JUDGED + rule.days * DAY }])
  const notices = await world.db.query<{ kind: string }>(
    `select kind from notice where person_id = $1 and kind in ('strike', 'paused') order by id`,
    [resident.id],
  )
  expect(notices.map(({ kind }) => kind)).toEqual(kinds)
})
