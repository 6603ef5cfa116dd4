import { openRace, type Process, type Race } from '../testing/process/race'
import type { Db } from './port'
import { openPostgres } from './postgres'

/**
 * Plans of prepared statements. PostgreSQL plans a statement anew for its values five times, and from then on as long as the
 * plan for any values looks more expensive; planning costs more than most of these statements do.
 */
const PLANNED_ANEW = 5
const TALK = 'hp001.talk-2611231400'

let race: Race
let db: Db
let cloud: Process
beforeAll(async () => {
  race = await openRace()
  // One connection, as plans are a connection's.
  db = openPostgres(race.url, 1)
  cloud = race.start(1, () => db)[0] as Process
})
afterAll(async () => {
  await db.close()
  await race.end()
})

/** Statements that were planned at every call, of those that were called more than `times`. */
const plannedAlways = async (times: number): Promise<string[]> => {
  const rows = await db.query<{ statement: string }>(
    `select statement from pg_prepared_statements where generic_plans + custom_plans > $1 and custom_plans > $2`,
    [times, PLANNED_ANEW],
  )
  return rows.map(({ statement }) => statement)
}

test('the statements of a booking are planned once, whoever books', async () => {
  const people = await race.crowd(PLANNED_ANEW + 4)
  for (const who of people) {
    expect((await cloud(who, 'POST', '/api/bookings', { session: TALK, people: [who.id] })).status).toBe(201)
  }
  // One seat is left: a household of two is read, with its people, and refused.
  for (const who of await race.households(PLANNED_ANEW + 4, 1)) {
    expect((await cloud(who, 'POST', '/api/bookings', { session: TALK, people: who.people })).status).toBe(409)
  }
  expect(await plannedAlways(PLANNED_ANEW + 2)).toEqual([])
})
