import type { Db } from '../../db/port'
import { createBarrier, intercepted, readTogether, rewritten } from '../../testing/faults/fault-injection'
import { openRace, processFor, type Race } from '../../testing/process/race'

const NAME = '路过的人'
const HOUSEHOLD = /from guardianship (g join person p|where guardian_id = w\.guardian)/
const KEEPING = /insert into idempotency[\s\S]+on conflict do nothing/
const GUARD = "where json_array_length(y.w->'people') = (select count(*) from bond where bond.nth = y.nth)"
const SESSION = 'hp001.care-2611240900'
const TRIES = 4
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

/** Bookings of somebody whose age nobody knows are refused while that person is removed; then: who is still named? */
async function namedAfter(through: (db: Db) => Db): Promise<number> {
  const guardian = await race.persona('resident')
  const joined = await processFor(race.start(1), 0)(guardian, 'POST', '/api/people', { name: NAME, relation: 'parent' })
  const person = joined.body.person.id as string
  // All have seen the person before the removal goes on, and no refusal is written before it is done.
  const barrier = createBarrier(TRIES + 1)
  const removal = createBarrier(TRIES + 1)
  const late = (db: Db) =>
    intercepted(db, KEEPING, async (ask, text, params) => {
      await removal()
      return ask(text, params)
    })
  const processes = race.start(TRIES + 1, (db) => readTogether(late(through(db)), HOUSEHOLD, barrier))
  await Promise.all([
    processFor(processes, 0)(guardian, 'DELETE', `/api/people/${person}`).then(removal),
    ...Array.from({ length: TRIES }, (_, at) =>
      processFor(processes, at + 1)(guardian, 'POST', '/api/bookings', { session: SESSION, people: [person] }),
    ),
  ])
  const kept = await race.db.query('select 1 from idempotency where strpos(answer, $1) > 0', [NAME])
  return kept.length
}

test('no answer that is kept for a retry names who was erased meanwhile', async () => {
  expect(await namedAfter((db) => db)).toBe(0)
})

test('twin: kept without a look at the household, every one of them does', async () => {
  expect(await namedAfter((db) => rewritten(db, KEEPING, GUARD, 'where true'))).toBe(TRIES)
})
