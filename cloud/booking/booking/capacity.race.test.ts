import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { askTogether, createBarrier } from '../../testing/faults/fault-injection'
import { DROP_VERSION_GUARD, removeBookGuard } from '../../testing/faults/unguarded-book'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'

const TALK = 'hp001.talk-2611231400'
const BOOK = /from book\(/
const PROCESSES = 4
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const bookAll = <S extends Someone>(people: readonly S[], groupOf: (who: S) => string[]) => {
  const barrier = createBarrier(PROCESSES)
  const processes = race.start(PROCESSES, (db: Db) => askTogether(db, BOOK, barrier))
  return Promise.all(
    people.map((who, at) =>
      processFor(processes, at)(who, 'POST', '/api/bookings', { session: TALK, people: groupOf(who) }),
    ),
  )
}
const alone = (who: Someone) => [who.id]
const household = (who: { people: string[] }) => who.people
const seats = async () =>
  (
    await race.db.query<{ n: number }>('select count(*)::int as n from seat where session_id = $1 and seated', [TALK])
  )[0]?.n

describe('forty people book ten seats', () => {
  test('ten are booked, thirty are refused as full', async () => {
    const answers = await bookAll(await race.crowd(40), alone)
    expect(countAnswers(answers)).toEqual({ 201: 10, full: 30 })
    expect(await seats()).toBe(10)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without locking and the version constraint, all forty are booked', async () => {
    await removeBookGuard(race.db)
    await race.db.query(DROP_VERSION_GUARD)
    expect(countAnswers(await bookAll(await race.crowd(40), alone))).toEqual({ 201: 40 })
    expect(Object.keys(await findViolations(race.db))).toContain('1 booked ≤ capacity')
  })
  test('twin: without locking, the version constraint still prevents overbooking, by failing', async () => {
    await removeBookGuard(race.db)
    expect(countAnswers(await bookAll(await race.crowd(40), alone))).toEqual({ 201: 10, fault: 30 })
    expect(await findViolations(race.db)).toEqual({})
  })
})

describe('households of three book the remaining seats', () => {
  test('two free seats seat nobody of a group of three', async () => {
    await bookAll(await race.crowd(8), alone)
    const answers = await bookAll(await race.households(4, 2), household)
    expect(countAnswers(answers)).toEqual({ full: 4 })
    expect(new Set(answers.map(({ body }) => body.left))).toEqual(new Set([2]))
    expect(await seats()).toBe(8)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('ten seats take three households and leave one seat free', async () => {
    expect(countAnswers(await bookAll(await race.households(8, 2), household))).toEqual({ 201: 3, full: 5 })
    expect(await seats()).toBe(9)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without locking and the version constraint, eight households take ten seats', async () => {
    await removeBookGuard(race.db)
    await race.db.query(DROP_VERSION_GUARD)
    expect(countAnswers(await bookAll(await race.households(8, 2), household))).toEqual({ 201: 8 })
    expect(Object.keys(await findViolations(race.db))).toContain('1 booked ≤ capacity')
  })
})
