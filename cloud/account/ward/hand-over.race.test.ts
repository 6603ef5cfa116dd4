import type { Role } from '@core/account/role'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBreakpoint } from '../../testing/faults/breakpoint'
import { patchFunction } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'

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

const BOOKING = ['book', '-- In one order, for'] as const
const ENDING = ['end_role', "return query select 'ended'"] as const

/** The role is ended while the worker books for their ward. `first` has all its locks when the other one comes. */
async function clash([first, before]: typeof BOOKING | typeof ENDING) {
  const { waitSql, interleave } = await createBreakpoint(race.db)
  await patchFunction(race.db, first, before, `${waitSql}\n  ${before}`)
  const [ends, books] = race.start(2) as [Process, Process]
  const end = () => ends(manager, 'POST', '/api/roles/end', { person: worker.id, role: STAFF })
  const book = () => books(worker, 'POST', '/api/bookings', { session: TALK, people: [ward] })
  const [ended, booked] = first === 'book' ? (await interleave(book, end)).reverse() : await interleave(end, book)
  const bookers = await race.db.query<{ id: string }>('select booker_id as id from booking')
  return {
    ended: countAnswers(ended ? [ended] : []),
    booked: countAnswers(booked ? [booked] : []),
    bookers: bookers.map(({ id }) => id),
  }
}

describe('a role is ended while its worker books for a ward', () => {
  test('booked first: the booking passes to the manager', async () => {
    expect(await clash(BOOKING)).toEqual({ ended: { 200: 1 }, booked: { 201: 1 }, bookers: [manager.id] })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('ended first: nothing is booked', async () => {
    expect(await clash(ENDING)).toEqual({ ended: { 200: 1 }, booked: { 'not-found': 1 }, bookers: [] })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on the bond, the booking stays with the former worker', async () => {
    await patchFunction(race.db, 'book', ' for key share) bond', ') bond')
    expect(await clash(BOOKING)).toEqual({ ended: { 200: 1 }, booked: { 201: 1 }, bookers: [worker.id] })
  })
})
