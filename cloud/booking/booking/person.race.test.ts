import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { askTogether, createBarrier } from '../../testing/faults/fault-injection'
import { DROP_VERSION_GUARD, removeBookGuard } from '../../testing/faults/unguarded-book'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'

const [TALK, OTHER, LUNCH] = ['hp001.talk-2611231400', 'hp001.other-2611231400', 'hp099.lunch-2611231200']
const BOOK = /from book\(/
const DROP_INDEX = 'drop index seat_once'
const DROP_EXCLUSION = 'alter table person_time drop constraint person_time_free'
let race: Race
beforeEach(async () => {
  race = await openRace()
  // Overlaps the second half of the talk.
  await race.db.query(
    `update session set starts_at = '2026-11-23T06:30Z', ends_at = '2026-11-23T07:30Z' where id = $1`,
    [LUNCH],
  )
})
afterEach(() => race.end())

/** One person's bookings of these sessions at once, each through a process of its own. */
const bookAtOnce = (who: Someone, sessions: readonly string[], headers: Record<string, string> = {}, write = BOOK) => {
  const barrier = createBarrier(sessions.length)
  const processes = race.start(sessions.length, (db: Db) => askTogether(db, write, barrier))
  return Promise.all(
    sessions.map((session, at) =>
      processFor(processes, at)(who, 'POST', '/api/bookings', { session, people: [who.id] }, headers),
    ),
  )
}
const bookings = async () =>
  (await race.db.query<{ n: number }>('select count(*)::int as n from booking')).map(({ n }) => n)[0]

describe('simultaneous bookings of one person for one session', () => {
  test('one succeeds, the others are refused', async () => {
    const who = await race.persona('elder')
    expect(countAnswers(await bookAtOnce(who, Array(6).fill(TALK)))).toEqual({ 201: 1, 'already-booked': 5 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test.each([
    ['the unique index', DROP_EXCLUSION],
    ['the exclusion constraint', DROP_INDEX],
  ])('without locking in `book`, one constraint is enough: %s', async (_which, dropped) => {
    await removeBookGuard(race.db)
    await race.db.query(dropped)
    const who = await race.persona('elder')
    expect(countAnswers(await bookAtOnce(who, [TALK, TALK, TALK]))).toEqual({ 201: 1, 'already-booked': 2 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without locking and both constraints, all six succeed', async () => {
    await removeBookGuard(race.db)
    await race.db.query(`${DROP_INDEX}; ${DROP_EXCLUSION}; ${DROP_VERSION_GUARD}`)
    const who = await race.persona('elder')
    expect(countAnswers(await bookAtOnce(who, Array(6).fill(TALK)))).toEqual({ 201: 6 })
    expect(Object.keys(await findViolations(race.db))).toContain('3 a person has at most one seat per session')
  })
})

describe('simultaneous bookings of one person for overlapping sessions at two stations', () => {
  test('one succeeds, the others are refused', async () => {
    const who = await race.persona('elder')
    const answers = await bookAtOnce(who, [TALK, LUNCH, OTHER])
    expect(countAnswers(answers)).toEqual({ 201: 1, overlap: 2 })
    expect(await bookings()).toBe(1)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without locking and the exclusion constraint, all succeed', async () => {
    await removeBookGuard(race.db)
    await race.db.query(DROP_EXCLUSION)
    const who = await race.persona('elder')
    expect(countAnswers(await bookAtOnce(who, [TALK, LUNCH, OTHER]))).toEqual({ 201: 3 })
    expect(Object.keys(await findViolations(race.db))).toContain('3 the seats of a person do not overlap in time')
  })
})

describe('one idempotency key used in eight processes at once', () => {
  const key = { 'idempotency-key': 'one-key-of-eight' }
  const STORE_ANSWER = /insert into idempotency/
  const distinct = (answers: readonly { status: number; text: string }[]) =>
    new Set(answers.map(({ status, text }) => `${status} ${text}`)).size

  test('has one effect and one answer', async () => {
    const who = await race.persona('elder')
    const answers = await bookAtOnce(who, Array(8).fill(TALK), key)
    expect([countAnswers(answers), distinct(answers), await bookings()]).toEqual([{ 201: 8 }, 1, 1])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('has one answer when it is a refusal', async () => {
    await race.db.query('update session set capacity = 0 where id = $1', [TALK])
    const answers = await bookAtOnce(await race.persona('elder'), Array(8).fill(TALK), key, STORE_ANSWER)
    expect([countAnswers(answers), distinct(answers), await bookings()]).toEqual([{ 'too-many': 8 }, 1, 0])
  })
  test('books one of eight different sessions and rejects the other seven', async () => {
    const starts = [23, 24, 25, 26, 27, 28, 29, 30].map((day) => `hp001.talk-2611${day}1400`)
    const answers = await bookAtOnce(await race.persona('elder'), starts, key)
    expect([countAnswers(answers), await bookings()]).toEqual([{ 201: 1, 'key-reused': 7 }, 1])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without locking and the primary key, one idempotency key books eight sessions', async () => {
    await removeBookGuard(race.db)
    await race.db.query('alter table idempotency drop constraint idempotency_once')
    const starts = [23, 24, 25, 26, 27, 28, 29, 30].map((day) => `hp001.talk-2611${day}1400`)
    const answers = await bookAtOnce(await race.persona('elder'), starts, key)
    expect([countAnswers(answers), await bookings()]).toEqual([{ 201: 8 }, 8])
  })
})
