import { DAY, HOUR, MINUTE, moment, startOfDay } from '@core/base/time'
import { STRIKE_RULE } from '@core/booking/strike'
import { runJobs } from '../../runtime/jobs'
import { findViolations } from '../../testing/database/invariants'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { findStrikeStatus } from './service'

/** Two places, from 16:00 to 16:30; cancelling in time ends at 14:00. */
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
const come = async (booking: string) => {
  const manager = await world.as('manager')
  const seq = Math.floor(world.clock.now + Math.random() * 1e6)
  const { body } = await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: booking, seq }]))
  expect(body.answers[0].verdict).toBe('in')
}
const tickAt = async (at: number) => {
  world.clock.now = at
  await runJobs(world.deps)
}
const strikes = async (who: Someone) => (await who('GET', '/api/strikes')).body
const kinds = async (who: Someone) =>
  (await who('GET', '/api/notices')).body.notices.map((notice: { kind: string }) => notice.kind)

describe('judged when the day is over', () => {
  test('who did not come gets a strike, once, and is told', async () => {
    const { id } = await book(resident, SMALL)
    await tickAt(JUDGED - 1)
    expect((await strikes(resident)).strikes).toEqual([])
    await tickAt(JUDGED)
    await tickAt(JUDGED + HOUR)
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
  test('who came, or gave the place back in time, does not', async () => {
    const { id } = await book(resident, SMALL)
    const early = await book(elder, SMALL)
    await elder('POST', `/api/bookings/${early.id}/cancel`)
    world.clock.now = MONDAY_TEN + 6 * HOUR
    await come(id)
    await tickAt(JUDGED)
    expect((await strikes(resident)).strikes).toEqual([])
    expect((await strikes(elder)).strikes).toEqual([])
  })
  test('who gave it back late does, unless somebody from the line came instead', async () => {
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
    await come(waiting.id)
    await tickAt(JUDGED)
    const { strikes: mine } = await strikes(resident)
    expect(mine.map((one: { id: string; why: string }) => [one.id, one.why])).toEqual([[other.id, 'late']])
    expect((await strikes(elder)).strikes).toEqual([])
  })
  test('none for care, nor for who was moved and never asked again, nor for what was called off', async () => {
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
    await tickAt(JUDGED + DAY)
    for (const who of [resident, elder, member]) expect((await strikes(who)).strikes).toEqual([])
  })
})

describe('the third', () => {
  beforeEach(async () => {
    for (const day of ['23', '24', '25']) await book(resident, `hp001.small-2611${day}1600`)
    await tickAt(JUDGED + DAY)
  })
  test('pauses booking until the first has faded, and that is told', async () => {
    expect((await strikes(resident)).standing).toEqual({ live: 2, most: 3, days: 30 })
    expect(await kinds(resident)).not.toContain('paused')
    await tickAt(JUDGED + 2 * DAY)
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
  test('is a matter of the rule', async () => {
    world.deps.strikes = { most: 2, days: 7 }
    await tickAt(JUDGED + 2 * DAY)
    world.deps.strikes = STRIKE_RULE
    const { strikes: all } = await strikes(resident)
    expect(all[0].fadesAt).toBe(moment(JUDGED + 9 * DAY))
    // It was too many already: nothing new is to be told.
    expect(await kinds(resident)).not.toContain('paused')
  })
})

describe('an appeal', () => {
  let id: string
  let manager: Someone
  beforeEach(async () => {
    id = (await book(resident, SMALL)).id
    await tickAt(JUDGED)
    manager = await world.as('manager')
  })
  const appeal = (who: Someone, words = '孩子发烧了') => who('POST', `/api/strikes/${id}/appeal`, { words })
  const answer = (who: Someone, forgive: boolean, words = '没关系') =>
    who('POST', `/api/appeals/${id}`, { forgive, words })
  const waiting = async (who: Someone) => (await who('GET', '/api/appeals')).body.appeals

  test('waits with its station, by a masked name, and counts until it is answered', async () => {
    expect((await appeal(resident)).body.strike).toMatchObject({ id, status: 'appealed', appeal: '孩子发烧了' })
    const seen = { strike: expect.objectContaining({ id, appeal: '孩子发烧了' }), name: '林*梅', stationName: '综合体' }
    expect(await waiting(manager)).toEqual([seen])
    expect(await waiting(await world.as('district'))).toEqual([seen])
    expect((await strikes(resident)).standing.live).toBe(1)
  })
  test('is made once', async () => {
    await appeal(resident)
    const again = await appeal(resident, '真的')
    expect([again.status, again.body.refusal]).toEqual([409, 'appealed-already'])
    await answer(manager, false)
    expect((await appeal(resident)).body.refusal).toBe('appealed-already')
  })
  test('is forgiven with a word, and the strike counts no more', async () => {
    await appeal(resident)
    expect((await answer(manager, true)).body.strike).toMatchObject({ status: 'forgiven', answer: '没关系' })
    expect((await strikes(resident)).standing.live).toBe(0)
    const { notices } = (await resident('GET', '/api/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'forgiven', booking: id, reason: '没关系' })
    expect(await waiting(manager)).toEqual([])
  })
  test('is answered once: the first answer stands, and is told once', async () => {
    await appeal(resident)
    const both = await Promise.all([answer(manager, false, '太晚了'), answer(manager, true)])
    const [first] = both
    expect(both.map(({ body }) => body.strike)).toEqual([first?.body.strike, first?.body.strike])
    expect((await answer(manager, true)).body.strike).toEqual(first?.body.strike)
    expect((await kinds(resident)).filter((kind: string) => ['forgiven', 'kept'].includes(kind))).toHaveLength(1)
  })
  test('is nobody’s but mine to make, and the station’s to answer', async () => {
    expect((await appeal(elder)).status).toBe(404)
    // Not appealed against, there is nothing to answer.
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

test('a strike is forgotten ninety days after it faded', async () => {
  await book(resident, SMALL)
  await tickAt(JUDGED)
  await world.db.query('update strike set fades_at = $1', [moment(JUDGED - 90 * DAY)])
  await tickAt(JUDGED)
  expect((await strikes(resident)).strikes).toHaveLength(1)
  await tickAt(JUDGED + 1)
  expect((await strikes(resident)).strikes).toEqual([])
})

test.each([
  [{ most: 1, days: 5 }, ['strike', 'paused']],
  [{ most: 2, days: 9 }, ['strike']],
])('how many pause booking, and for how long one counts, the database is told: %j', async (rule, kinds) => {
  const { id } = await book(resident, SMALL)
  world.clock.now = JUDGED
  await runJobs({ ...world.deps, strikes: rule })
  const rows = await world.db.query<{ fades_at: number }>('select fades_at from strike where booking_id = $1', [id])
  expect(rows).toEqual([{ fades_at: JUDGED + rule.days * DAY }])
  const told = await world.db.query<{ kind: string }>(
    `select kind from notice where person_id = $1 and kind in ('strike', 'paused') order by id`,
    [resident.id],
  )
  expect(told.map(({ kind }) => kind)).toEqual(kinds)
})
