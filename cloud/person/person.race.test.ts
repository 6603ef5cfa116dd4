import type { Db } from '../db/port'
import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled } from '../testing/meddling'
import { openRace, type Race, tally, turn } from '../testing/race'

const CHILD = '00000000-0000-4000-8000-000000000011'
const HOUSEHOLD = /from guardianship g join person p/
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

describe('a child is removed and booked for, at once', () => {
  const clash = async () => {
    const guardian = await race.persona('resident')
    const days = [23, 24, 25, 26]
    const barrier = createBarrier(days.length + 1)
    const processes = race.start(5, (db) => lookTogether(db, HOUSEHOLD, barrier))
    const [removed, ...booked] = await Promise.all([
      turn(processes, 0)(guardian, 'DELETE', `/api/people/${CHILD}`),
      ...days.map((day, at) =>
        turn(processes, at + 1)(guardian, 'POST', '/api/bookings', {
          session: `hp001.talk-2611${day}1400`,
          people: [CHILD],
        }),
      ),
    ])
    return { removed: tally([removed]), booked: tally(booked) }
  }
  test('they are still booked, or gone and booked nowhere', async () => {
    const { removed, booked } = await clash()
    if ('200' in removed) expect(booked).toEqual({ 'not-found': 4 })
    else expect([removed, booked[201]]).toEqual([{ 'still-booked': 1 }, 4])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the key that ties a time to the household they are gone, and booked', async () => {
    await race.db.query('alter table person_time drop constraint person_time_household')
    expect(await clash()).toEqual({ removed: { 200: 1 }, booked: { 201: 4 } })
    expect(Object.keys(await findViolations(race.db))).toEqual(['nobody is booked for who does not look after them'])
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
