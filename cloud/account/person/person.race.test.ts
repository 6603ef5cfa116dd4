import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, intercepted, patchFunction, readTogether } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, processFor, type Race } from '../../testing/process/race'
import { CHILD } from '../../testing/world/world'

const HOUSEHOLD = /from guardianship (g join person p|g where g\.guardian_id = w\.guardian)/
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

describe('a child is removed and booked for at once', () => {
  const days = [23, 24, 25, 26]
  /** All requests read the household; then the bookings run first, or the removal, or all of them at once. */
  const clash = async (first: 'bookings' | 'removal' | 'either') => {
    const guardian = await race.persona('resident')
    const barrier = createBarrier(days.length + 1)
    const waits = { bookings: /end_guardianship/, removal: /from book\(/, either: /^nothing$/ }[first]
    const delayed = (db: Db) =>
      intercepted(db, waits, async (ask, text, params) => {
        await released
        return ask(text, params)
      })
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const processes = race.start(5, (db) => readTogether(delayed(db), HOUSEHOLD, barrier))
    const removal = processFor(processes, 0)(guardian, 'DELETE', `/api/people/${CHILD}`)
    const bookings = Promise.all(
      days.map((day, at) =>
        processFor(processes, at + 1)(guardian, 'POST', '/api/bookings', {
          session: `hp001.talk-2611${day}1400`,
          people: [CHILD],
        }),
      ),
    )
    await (first === 'removal' ? removal : first === 'bookings' ? bookings : undefined)
    release()
    return { removed: countAnswers([await removal]), booked: countAnswers(await bookings) }
  }
  test('in any order: either the child stays booked, or is removed and booked nowhere', async () => {
    const { removed, booked } = await clash('either')
    if ('200' in removed) expect(booked).toEqual({ 'not-found': 4 })
    else expect([removed, booked[201]]).toEqual([{ 'still-booked': 1 }, 4])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('bookings first: the removal is refused', async () => {
    expect(await clash('bookings')).toEqual({ removed: { 'still-booked': 1 }, booked: { 201: 4 } })
  })
  test('removal first: the bookings are refused', async () => {
    expect(await clash('removal')).toEqual({ removed: { 200: 1 }, booked: { 'not-found': 4 } })
  })
  const BROKEN = ['everybody booked is a dependant of the booker']
  test('twin: without the check for bookings, a removed child stays booked', async () => {
    await patchFunction(race.db, 'end_guardianship', `if found then return 'still-booked'; end if;`, '')
    expect(await clash('bookings')).toEqual({ removed: { 200: 1 }, booked: { 201: 4 } })
    expect(Object.keys(await findViolations(race.db))).toEqual(expect.arrayContaining(BROKEN))
  })
  test('twin: without the lock on the bond, a removed child is booked', async () => {
    await patchFunction(race.db, 'book', 'for key share) bond', ') bond')
    // The booking reads the bond, pauses, and then writes; the removal checks in between and finds nothing yet.
    await patchFunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.5);\n  -- In one order, for')
    await patchFunction(
      race.db,
      'end_guardianship',
      '-- Of two guardians',
      'perform pg_sleep(0.3);\n  -- Of two guardians',
    )
    const { removed, booked } = await clash('either')
    expect([removed, booked]).toEqual([{ 200: 1 }, { 201: 4 }])
    expect(Object.keys(await findViolations(race.db))).toEqual(expect.arrayContaining(BROKEN))
  })
})

describe('twelve people join a household with eight free places at once', () => {
  const joinAll = async (through: (db: Db) => Db) => {
    const guardian = await race.persona('resident')
    const barrier = createBarrier(12)
    const processes = race.start(4, (db) => through(readTogether(db, HOUSEHOLD, barrier)))
    const joined = Array.from({ length: 12 }, (_, at) =>
      processFor(processes, at)(guardian, 'POST', '/api/people', { name: '亲戚', relation: 'parent' }),
    )
    return countAnswers(await Promise.all(joined))
  }
  const size = async () =>
    (
      await race.db.query<{ n: number }>(
        `select count(*)::int as n from guardianship where guardian_id = '00000000-0000-4000-8000-000000000001' and relation <> 'self'`,
      )
    )[0]?.n

  test('eight join', async () => {
    expect(await joinAll((db) => db)).toEqual({ 201: 8, 'household-full': 4 })
    expect(await size()).toBe(10)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: counted under the lock, but in a snapshot from before it, the limit is exceeded', async () => {
    const counted = (db: Db) =>
      intercepted(db, /set household = household \+ 1/, (ask, text, params) =>
        ask(
          text
            .replace(
              'update person set household = household + 1 where id = $1 and household < $7 returning id',
              `select id from person where id = $1
                 and (select count(*) from guardianship where guardian_id = $1 and relation <> 'self') < $7 for update`,
            )
            // All statements begin and wait for the lock before the first commits.
            .replace('from room', 'from room, pg_sleep(0.1)'),
          params,
        ),
      )
    await joinAll(counted)
    expect(await size()).toBeGreaterThan(10)
  })
})
