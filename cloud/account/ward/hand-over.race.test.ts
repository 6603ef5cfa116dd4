import type { Role } from '@core/account/role'
import { findViolations } from '../../testing/database/invariants'
import { createBarrier, intercepted, patchFunction } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'

const STAFF: Role = { role: 'staff', scope: 'hp001' }
const TALK = 'hp001.talk-2611241400'
let race: Race
let manager: Someone
let worker: Someone
let ward: string
beforeEach(async () => {
  race = await openRace()
  manager = await race.persona('manager')
  worker = (await race.crowd(1))[0] as Someone
  await race.db.query(`insert into role (person_id, role, scope) values ($1, 'staff', 'hp001')`, [worker.id])
  const ask = processFor(race.start(1), 0)
  ward = (await ask(worker, 'POST', '/api/people', { name: '冯阿婆', relation: 'ward' })).body.person.id
})
afterEach(() => race.end())

/** The role is ended while the worker books for their ward. `late` is the statement that comes second. */
async function clash(late: RegExp) {
  const barrier = createBarrier(2)
  const [ends, books] = race.start(2, (db) =>
    intercepted(db, /from (end_role|book_by_proxy)\(/, async (ask, text, params) => {
      await barrier()
      if (late.test(text)) await new Promise((done) => setTimeout(done, 300))
      return ask(text, params)
    }),
  ) as [ReturnType<Race['start']>[number], ReturnType<Race['start']>[number]]
  const ended = ends(manager, 'POST', '/api/roles/end', { person: worker.id, role: STAFF })
  const booked = books(worker, 'POST', '/api/bookings', { session: TALK, people: [ward] })
  const answers = { ended: countAnswers([await ended]), booked: countAnswers([await booked]) }
  const bookers = await race.db.query<{ id: string }>('select booker_id as id from booking')
  return { ...answers, bookers: bookers.map(({ id }) => id) }
}
const BOOK = /book_by_proxy/
const END = /end_role/

describe('a role is ended while its worker books for a ward', () => {
  test('booked first: the booking passes to the manager', async () => {
    await patchFunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.8);\n  -- In one order, for')
    expect(await clash(END)).toEqual({ ended: { 200: 1 }, booked: { 201: 1 }, bookers: [manager.id] })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('ended first: nothing is booked', async () => {
    const pause = "perform pg_sleep(0.8);\n  return query select 'ended'"
    await patchFunction(race.db, 'end_role', "return query select 'ended'", pause)
    expect(await clash(BOOK)).toEqual({ ended: { 200: 1 }, booked: { 'not-found': 1 }, bookers: [] })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on the bond, the booking stays with the former worker', async () => {
    await patchFunction(race.db, 'book', ' for key share) bond', ') bond')
    await patchFunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.8);\n  -- In one order, for')
    expect(await clash(END)).toEqual({ ended: { 200: 1 }, booked: { 201: 1 }, bookers: [worker.id] })
  })
})
