import { findViolations } from '../../testing/database/invariants'
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

type Party = Someone & { people?: string[] }
const bookOne = (at: number, who: Party, wait: boolean, session = TALK) =>
  processFor(processes, at)(who, 'POST', '/api/bookings', { session, people: who.people ?? [who.id], wait })
const bookAll = (all: readonly Party[], wait: boolean) => Promise.all(all.map((who, at) => bookOne(at, who, wait)))
/** In this order, one after the other; the ids of their bookings. */
const inOrder = async (all: readonly Party[], session = TALK): Promise<string[]> => {
  const ids: string[] = []
  for (const [at, who] of all.entries()) ids.push((await bookOne(at, who, true, session)).body.booking.id)
  return ids
}
const cancel = (at: number, who: Someone, id: string | undefined) =>
  processFor(processes, at)(who, 'POST', `/api/bookings/${id}/cancel`)
const statusOf = async (id: string | undefined) =>
  (await race.db.query<{ status: string }>('select status from booking where id = $1', [id]))[0]?.status

describe('a seat gets free while twenty newcomers book', () => {
  const freed = async (then: (wait: string) => string) => {
    const gate = await createBreakpoint(race.db)
    await patchFunction(race.db, 'cancel_booking', PROMOTE, then(gate.waitSql))
    const seated = await race.crowd(10)
    const [mine] = await inOrder(seated)
    const [next] = await inOrder(await race.crowd(3))
    const newcomers = await race.crowd(20)
    const [cancelled, booked] = await gate.interleave(
      () => cancel(0, seated[0] as Someone, mine),
      () => bookAll(newcomers, false),
    )
    return { cancelled: cancelled.status, booked: countAnswers(booked), next: await statusOf(next) }
  }
  test('it is the first’s of the line', async () => {
    expect(await freed((wait) => `${wait} ${PROMOTE}`)).toEqual({
      cancelled: 200,
      booked: { full: 20 },
      next: 'offered',
    })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: given back without a look at the line, it is a newcomer’s', async () => {
    expect(await freed((wait) => wait)).toEqual({ cancelled: 200, booked: { 201: 1, full: 19 }, next: 'waiting' })
  })
})

describe('a household of three waits first, six behind it; ten cancel and twelve book, all at once', () => {
  /** How many were seated before the household was, of those who came after it. */
  const overtakers = async () => {
    const seated = await race.crowd(10)
    const ids = await inOrder(seated)
    const [household] = await inOrder(await race.households(1, 2))
    await inOrder(await race.crowd(6))
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
  test('three overtake it, then what gets free is kept for it', async () => {
    expect(await overtakers()).toBe(3)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: with a patience without end, six or more do', async () => {
    await patchFunction(race.db, 'promote', 'if b.overtaken >= patience then', 'if false then')
    await patchFunction(race.db, 'promote', 'select max(overtaken) >= patience into', 'select false into')
    await patchFunction(race.db, 'book', 'if worst >= p_patience then', 'if false then')
    await overtakers()
    expect(Object.keys(await findViolations(race.db))).toEqual(['6 nobody is overtaken more than three times'])
  })
})

describe('two sessions at one time have the same two in their lines, the other way round; both get free at once', () => {
  const crossed = async () => {
    // Each line’s first is held before either looks at its second.
    await patchFunction(race.db, 'promote', 'free := free - b.seats;', 'free := free - b.seats; perform pg_sleep(0.3);')
    await race.db.query('update session set capacity = 2 where id = any($1)', [[TALK, OTHER]])
    const pairs = await race.households(2, 1)
    const two = await race.crowd(2)
    const [talk] = await inOrder(pairs.slice(0, 1), TALK)
    const [other] = await inOrder(pairs.slice(1), OTHER)
    await inOrder(two, TALK)
    await inOrder([...two].reverse(), OTHER)
    return Promise.all([cancel(0, pairs[0] as Someone, talk), cancel(1, pairs[1] as Someone, other)])
  }
  const deadlocks = async () =>
    (
      await race.db.query<{ n: number }>(
        'select deadlocks as n from pg_stat_database where datname = current_database()',
      )
    )[0]?.n
  test('one had to begin again, both are done, and each of the two sits in one of them', async () => {
    expect(countAnswers(await crossed())).toEqual({ 200: 2 })
    // The server counts them a little later.
    while (!(await deadlocks())) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await findViolations(race.db)).toEqual({})
  })
})
