import type { Db } from '../../db/port'
import { findViolations } from '../../testing/database/invariants'
import { askTogether, createBarrier } from '../../testing/faults/fault-injection'
import { DROP_VERSION_GUARD, removeBookGuard } from '../../testing/faults/unguarded-book'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'

const [TALK, OTHER, LUNCH] = ['hp001.talk-2611231400', 'hp001.other-2611231400', 'hp099.lunch-2611231200']
const BOOK = /from book\(/
const ONCE = 'drop index seat_once'
const FREE = 'alter table person_time drop constraint person_time_free'
let race: Race
beforeEach(async () => {
  race = await openRace()
  // Half an hour into the talk.
  await race.db.query(
    `update session set starts_at = '2026-11-23T06:30Z', ends_at = '2026-11-23T07:30Z' where id = $1`,
    [LUNCH],
  )
})
afterEach(() => race.end())

/** One person, so many wishes at once, each through a process of its own. */
const wishAll = (who: Someone, sessions: readonly string[], headers: Record<string, string> = {}, write = BOOK) => {
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

describe('the same person in one session, twice at once', () => {
  test('is booked once', async () => {
    const who = await race.persona('elder')
    expect(countAnswers(await wishAll(who, Array(6).fill(TALK)))).toEqual({ 201: 1, 'already-booked': 5 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test.each([
    ['the index', FREE],
    ['the exclusion', ONCE],
  ])('looked at first and written then, one guard is enough: %s', async (_which, dropped) => {
    await removeBookGuard(race.db)
    await race.db.query(dropped)
    const who = await race.persona('elder')
    expect(countAnswers(await wishAll(who, [TALK, TALK, TALK]))).toEqual({ 201: 1, 'already-booked': 2 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: with neither index nor exclusion, six times', async () => {
    await removeBookGuard(race.db)
    await race.db.query(`${ONCE}; ${FREE}; ${DROP_VERSION_GUARD}`)
    const who = await race.persona('elder')
    expect(countAnswers(await wishAll(who, Array(6).fill(TALK)))).toEqual({ 201: 6 })
    expect(Object.keys(await findViolations(race.db))).toContain('3 nobody has one session twice')
  })
})

describe('the same person in overlapping sessions of two stations, at once', () => {
  test('is in one of them', async () => {
    const who = await race.persona('elder')
    const answers = await wishAll(who, [TALK, LUNCH, OTHER])
    expect(countAnswers(answers)).toEqual({ 201: 1, overlap: 2 })
    expect(await bookings()).toBe(1)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: looked at first and without the exclusion, in all of them', async () => {
    await removeBookGuard(race.db)
    await race.db.query(FREE)
    const who = await race.persona('elder')
    expect(countAnswers(await wishAll(who, [TALK, LUNCH, OTHER]))).toEqual({ 201: 3 })
    expect(Object.keys(await findViolations(race.db))).toContain('3 nobody is in two places at once')
  })
})

describe('the same key from eight processes at once', () => {
  const key = { 'idempotency-key': 'one-key-of-eight' }
  const KEEP = /insert into idempotency/
  const distinct = (answers: readonly { status: number; text: string }[]) =>
    new Set(answers.map(({ status, text }) => `${status} ${text}`)).size

  test('has one effect and one answer', async () => {
    const who = await race.persona('elder')
    const answers = await wishAll(who, Array(8).fill(TALK), key)
    expect([countAnswers(answers), distinct(answers), await bookings()]).toEqual([{ 201: 8 }, 1, 1])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('has one answer when that is a no', async () => {
    await race.db.query('update session set capacity = 0 where id = $1', [TALK])
    const answers = await wishAll(await race.persona('elder'), Array(8).fill(TALK), key, KEEP)
    expect([countAnswers(answers), distinct(answers), await bookings()]).toEqual([{ 'too-many': 8 }, 1, 0])
  })
  test('for eight different sessions is a mistake of seven', async () => {
    const starts = [23, 24, 25, 26, 27, 28, 29, 30].map((day) => `hp001.talk-2611${day}1400`)
    const answers = await wishAll(await race.persona('elder'), starts, key)
    expect([countAnswers(answers), await bookings()]).toEqual([{ 201: 1, 'key-reused': 7 }, 1])
    expect(await findViolations(race.db)).toEqual({})
  })
  test("twin: without the key's own guard, eight sessions are booked by one key", async () => {
    await removeBookGuard(race.db)
    await race.db.query('alter table idempotency drop constraint idempotency_once')
    const starts = [23, 24, 25, 26, 27, 28, 29, 30].map((day) => `hp001.talk-2611${day}1400`)
    const answers = await wishAll(await race.persona('elder'), starts, key)
    expect([countAnswers(answers), await bookings()]).toEqual([{ 201: 8 }, 8])
  })
})
