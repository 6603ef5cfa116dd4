import type { Db } from '../../db/port'
import { createBarrier, intercepted, readTogether, rewritten } from '../../testing/faults/fault-injection'
import { openRace, processFor, type Race } from '../../testing/process/race'

const NAME = '路过的人'
const HOUSEHOLD = /from guardianship (g join person p|g where g\.guardian_id = w\.guardian)/
const STORE_ANSWER = /insert into idempotency as k/
const GUARD = "where json_array_length(y.w->'people') = (select count(*) from bond where bond.nth = y.nth)"
const SESSION = 'hp001.care-2611240900'
const TRIES = 4
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

/** Removes a person while bookings for them are refused by name. Returns how many stored answers still name them. */
async function countNamed(through: (db: Db) => Db): Promise<number> {
  const guardian = await race.persona('resident')
  const joined = await processFor(race.start(1), 0)(guardian, 'POST', '/api/people', { name: NAME, relation: 'parent' })
  const person = joined.body.person.id as string
  // All requests read the household first, and the refusals are stored after the removal is complete.
  const barrier = createBarrier(TRIES + 1)
  const removal = createBarrier(TRIES + 1)
  const delayed = (db: Db) =>
    intercepted(db, STORE_ANSWER, async (ask, text, params) => {
      await removal()
      return ask(text, params)
    })
  const processes = race.start(TRIES + 1, (db) => readTogether(delayed(through(db)), HOUSEHOLD, barrier))
  await Promise.all([
    processFor(processes, 0)(guardian, 'DELETE', `/api/people/${person}`).then(removal),
    ...Array.from({ length: TRIES }, (_, at) =>
      processFor(processes, at + 1)(guardian, 'POST', '/api/bookings', { session: SESSION, people: [person] }),
    ),
  ])
  const stored = await race.db.query('select 1 from idempotency where strpos(answer, $1) > 0', [NAME])
  return stored.length
}

test('no answer stored for a retry names a person erased meanwhile', async () => {
  expect(await countNamed((db) => db)).toBe(0)
})

test('twin: without the check of the household, every stored answer names them', async () => {
  expect(await countNamed((db) => rewritten(db, STORE_ANSWER, GUARD, 'where true'))).toBe(TRIES)
})
