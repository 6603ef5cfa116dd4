import type { Db } from '../db/port'
import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled, refunction } from '../testing/meddling'
import { openRace, type Race, tally, turn } from '../testing/race'
import { CHILD } from '../testing/world'

const HOUSEHOLD = /from guardianship (g join person p|where guardian_id = w\.guardian)/
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

describe('a child is removed and booked for, at once', () => {
  const days = [23, 24, 25, 26]
  /** All have seen the child. Then the bookings go first, or the removal, or nobody knows. */
  const clash = async (first: 'bookings' | 'removal' | 'either') => {
    const guardian = await race.persona('resident')
    const barrier = createBarrier(days.length + 1)
    const waits = { bookings: /end_guardianship/, removal: /from book\(/, either: /^nothing$/ }[first]
    const later = (db: Db) =>
      meddled(db, waits, async (ask, text, params) => {
        await waited
        return ask(text, params)
      })
    let goOn = (): void => undefined
    const waited = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const processes = race.start(5, (db) => lookTogether(later(db), HOUSEHOLD, barrier))
    const removal = turn(processes, 0)(guardian, 'DELETE', `/api/people/${CHILD}`)
    const bookings = Promise.all(
      days.map((day, at) =>
        turn(processes, at + 1)(guardian, 'POST', '/api/bookings', {
          session: `hp001.talk-2611${day}1400`,
          people: [CHILD],
        }),
      ),
    )
    await (first === 'removal' ? removal : first === 'bookings' ? bookings : undefined)
    goOn()
    return { removed: tally([await removal]), booked: tally(await bookings) }
  }
  test('they are still booked, or gone and booked nowhere', async () => {
    const { removed, booked } = await clash('either')
    if ('200' in removed) expect(booked).toEqual({ 'not-found': 4 })
    else expect([removed, booked[201]]).toEqual([{ 'still-booked': 1 }, 4])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('booked first, they stay', async () => {
    expect(await clash('bookings')).toEqual({ removed: { 'still-booked': 1 }, booked: { 201: 4 } })
  })
  test('removed first, they are booked nowhere', async () => {
    expect(await clash('removal')).toEqual({ removed: { 200: 1 }, booked: { 'not-found': 4 } })
  })
  const BROKEN = ['nobody is booked for who does not look after them']
  test('twin: where the removal does not look for bookings, they are gone, and booked', async () => {
    await refunction(race.db, 'end_guardianship', `if found then return 'still-booked'; end if;`, '')
    expect(await clash('bookings')).toEqual({ removed: { 200: 1 }, booked: { 201: 4 } })
    expect(Object.keys(await findViolations(race.db))).toEqual(expect.arrayContaining(BROKEN))
  })
  test('twin: where the booking does not hold the bond, they are gone, and booked', async () => {
    await refunction(race.db, 'book', 'for key share) bond', ') bond')
    // Whoever has seen the bond waits a little, and then writes; the removal looks meanwhile, and finds nothing yet.
    await refunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.5);\n  -- In one order, for')
    await refunction(
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

describe('twelve join a household with eight places, at once', () => {
  const joinAll = async (through: (db: Db) => Db) => {
    const guardian = await race.persona('resident')
    const barrier = createBarrier(12)
    const processes = race.start(4, (db) => through(lookTogether(db, HOUSEHOLD, barrier)))
    const joined = Array.from({ length: 12 }, (_, at) =>
      turn(processes, at)(guardian, 'POST', '/api/people', { name: '亲戚', relation: 'parent' }),
    )
    return tally(await Promise.all(joined))
  }
  const size = async () =>
    (
      await race.db.query<{ n: number }>(
        `select count(*)::int as n from guardianship where guardian_id = '00000000-0000-4000-8000-000000000001' and relation <> 'self'`,
      )
    )[0]?.n

  test('eight do', async () => {
    expect(await joinAll((db) => db)).toEqual({ 201: 8, 'household-full': 4 })
    expect(await size()).toBe(10)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: counted under a lock, but in the snapshot from before it, all do', async () => {
    const counted = (db: Db) =>
      meddled(db, /set household = household \+ 1/, (ask, text, params) =>
        ask(
          text
            .replace(
              'update person set household = household + 1 where id = $1 and household < $7 returning id',
              `select id from person where id = $1
                 and (select count(*) from guardianship where guardian_id = $1 and relation <> 'self') < $7 for update`,
            )
            // So that all have begun, and wait for the lock, before the first is through.
            .replace('from room', 'from room, pg_sleep(0.1)'),
          params,
        ),
      )
    await joinAll(counted)
    expect(await size()).toBeGreaterThan(10)
  })
})
