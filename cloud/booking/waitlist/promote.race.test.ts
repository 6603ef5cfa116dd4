import { findViolations } from '../../runtime/invariants/find-violations'
import { createBreakpoint } from '../../testing/faults/breakpoint'
import { patchFunction } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'

const TALK = 'hp001.talk-2611231400'
const OTHER = 'hp001.other-2611231400'
const PROMOTE = 'perform promote(p_station, b.session_id, p_now, p_rule);'
let race: Race
let processes: Process[]
beforeEach(async () => {
  race = await openRace()
  processes = race.start(4)
})
afterEach(() => race.end())

type Group = Someone & { people?: string[] }
const bookOne = (at: number, who: Group, wait: boolean, session = TALK) =>
  processFor(processes, at)(who, 'POST', '/api/bookings', { session, people: who.people ?? [who.id], wait })
const bookAll = (all: readonly Group[], wait: boolean) => Promise.all(all.map((who, at) => bookOne(at, who, wait)))
/** Books in this order, one after the other; returns the ids of the bookings. */
const bookInOrder = async (all: readonly Group[], session = TALK): Promise<string[]> => {
  const ids: string[] = []
  for (const [at, who] of all.entries()) ids.push((await bookOne(at, who, true, session)).body.booking.id)
  return ids
}
const cancel = (at: number, who: Someone, id: string | undefined) =>
  processFor(processes, at)(who, 'POST', `/api/bookings/${id}/cancel`)
const statusOf = async (id: string | undefined) =>
  (await race.db.query<{ status: string }>('select status from booking where id = $1', [id]))[0]?.status

describe('a seat is freed while twenty newcomers book', () => {
  const cancelWhileBooking = async (then: (wait: string) => string) => {
    const gate = await createBreakpoint(race.db)
    await patchFunction(race.db, 'cancel_booking', PROMOTE, then(gate.waitSql))
    const seated = await race.crowd(10)
    const [mine] = await bookInOrder(seated)
    const [next] = await bookInOrder(await race.crowd(3))
    const newcomers = await race.crowd(20)
    const [cancelled, booked] = await gate.interleave(
      () => cancel(0, seated[0] as Someone, mine),
      () => bookAll(newcomers, false),
    )
    return { cancelled: cancelled.status, booked: countAnswers(booked), next: await statusOf(next) }
  }
  test('it is offered to the first on the waitlist', async () => {
    expect(await cancelWhileBooking((wait) => `${wait} ${PROMOTE}`)).toEqual({
      cancelled: 200,
      booked: { full: 20 },
      next: 'offered',
    })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: freed without promoting, it goes to a newcomer', async () => {
    expect(await cancelWhileBooking((wait) => wait)).toEqual({
      cancelled: 200,
      booked: { 201: 1, full: 19 },
      next: 'waiting',
    })
  })
})

describe('a household of three waits first, six people behind it; ten cancel and twelve book at once', () => {
  /** Number of groups behind the household that were seated before it. */
  const countOvertakers = async () => {
    const seated = await race.crowd(10)
    const ids = await bookInOrder(seated)
    const [household] = await bookInOrder(await race.households(1, 2))
    await bookInOrder(await race.crowd(6))
    const newcomers = await race.crowd(12)
    const [left] = await Promise.all([
      Promise.all(seated.map((who, at) => cancel(at, who, ids[at]))),
      bookAll(newcomers, false),
    ])
    expect(countAnswers(left)).toEqual({ 200: 10 })
    const [row] = await race.db.query<{ n: number }>(
      `select count(*)::int as n from session_change c
       where c.session_id = $1 and c.what in ('booked', 'offered')
         and c.version > (select version from session_change where booking_id = $2 and what = 'waiting')
         and c.version < (select version from session_change where booking_id = $2 and what = 'offered')`,
      [TALK, household],
    )
    return row?.n
  }
  test('three overtake it, then freed seats are held for it', async () => {
    expect(await countOvertakers()).toBe(3)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the limit, it is overtaken more than three times', async () => {
    await patchFunction(race.db, 'promote', 'if b.overtaken >= patience then', 'if false then')
    await patchFunction(race.db, 'promote', 'select max(overtaken) >= patience into', 'select false into')
    await patchFunction(race.db, 'book', 'if worst >= p_patience then', 'if false then')
    await countOvertakers()
    expect(Object.keys(await findViolations(race.db))).toEqual(['6 nobody is overtaken more than three times'])
  })
})

describe('two overlapping sessions with the same two people waiting in opposite order are freed at once', () => {
  const cancelBoth = async () => {
    // Both promotions lock their first booking before either reaches its second.
    await patchFunction(race.db, 'promote', 'free := free - b.seats;', 'free := free - b.seats; perform pg_sleep(0.3);')
    await race.db.query('update session set capacity = 2 where id = any($1)', [[TALK, OTHER]])
    const pairs = await race.households(2, 1)
    const two = await race.crowd(2)
    const [talk] = await bookInOrder(pairs.slice(0, 1), TALK)
    const [other] = await bookInOrder(pairs.slice(1), OTHER)
    await bookInOrder(two, TALK)
    await bookInOrder([...two].reverse(), OTHER)
    return Promise.all([cancel(0, pairs[0] as Someone, talk), cancel(1, pairs[1] as Someone, other)])
  }
  const deadlocks = async () =>
    (
      await race.db.query<{ n: number }>(
        'select deadlocks as n from pg_stat_database where datname = current_database()',
      )
    )[0]?.n
  test('a deadlock is retried, and both cancellations succeed', async () => {
    expect(countAnswers(await cancelBoth())).toEqual({ 200: 2 })
    // PostgreSQL updates this counter with a delay.
    while (!(await deadlocks())) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await findViolations(race.db)).toEqual({})
  })
})
