import { findViolations } from '../../runtime/invariants/find-violations'
import { createBreakpoint } from '../../testing/faults/breakpoint'
import { patchFunction } from '../../testing/faults/fault-injection'
import { DROP_VERSION_GUARD } from '../../testing/faults/unguarded-book'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'

const TALK = 'hp001.talk-2611231400'
const LOCK = 'and id = p_session for update'
let race: Race
let processes: Process[]
let manager: Someone
beforeEach(async () => {
  race = await openRace()
  processes = race.start(4)
  manager = await race.persona('manager')
})
afterEach(() => race.end())

const book = (all: readonly Someone[], wait: boolean) =>
  Promise.all(
    all.map((who, at) =>
      processFor(processes, at)(who, 'POST', '/api/bookings', { session: TALK, people: [who.id], wait }),
    ),
  )
const countByStatus = async () => {
  const rows = await race.db.query<{ status: string; n: number }>(
    'select status, count(*)::int as n from booking group by status',
  )
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
}

describe('ten are seated and three wait; two cancel while capacity is cut to eight, unseating those two', () => {
  const UNSEAT = 'for b in select * from booking where station_id = p_station and id = any (p_unseat)'
  const PROMOTE = 'perform promote(p_station, b.session_id, p_now, p_rule);'
  let seated: Someone[]
  let ids: string[]
  beforeEach(async () => {
    seated = await race.crowd(10)
    ids = (await book(seated, false)).map(({ body }) => body.booking.id)
    await book(await race.crowd(3), true)
  })
  const cancel = (at: number) =>
    processFor(processes, at)(seated[at] as Someone, 'POST', `/api/bookings/${ids[at]}/cancel`)
  const cut = async () => {
    const { body } = await processFor(processes, 3)(manager, 'GET', `/api/sessions/${TALK}`)
    const { version } = body.session
    return () =>
      processFor(processes, 2)(manager, 'PATCH', `/api/sessions/${TALK}`, {
        capacity: 8,
        version,
        unseat: ids.slice(0, 2),
      })
  }
  test('the cut first: both cancel from the waitlist', async () => {
    const gate = await createBreakpoint(race.db)
    await patchFunction(race.db, 'set_capacity', UNSEAT, `${gate.waitSql} ${UNSEAT}`)
    const [resized, cancelled] = await gate.interleave(await cut(), () => Promise.all([cancel(0), cancel(1)]))
    expect([countAnswers([resized]), countAnswers(cancelled)]).toEqual([{ 200: 1 }, { 200: 2 }])
    expect(await countByStatus()).toEqual({ booked: 8, waiting: 3, cancelled: 2 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('a cancellation first: the cut is refused as changed-meanwhile, and nobody is unseated', async () => {
    const gate = await createBreakpoint(race.db)
    await patchFunction(race.db, 'cancel_booking', PROMOTE, `${gate.waitSql} ${PROMOTE}`)
    const resize = await cut()
    const [cancelled, [resized, also]] = await gate.interleave(
      () => cancel(0),
      () => Promise.all([resize(), cancel(1)]),
    )
    expect(countAnswers([cancelled, also, resized])).toEqual({ 200: 2, 'changed-meanwhile': 1 })
    expect(await countByStatus()).toEqual({ booked: 8, offered: 2, waiting: 1, cancelled: 2 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on the session, the cancelled bookings wait again', async () => {
    const gate = await createBreakpoint(race.db)
    await race.db.query(DROP_VERSION_GUARD)
    await patchFunction(race.db, 'set_capacity', LOCK, 'and id = p_session')
    await patchFunction(race.db, 'set_capacity', UNSEAT, `${gate.waitSql} ${UNSEAT}`)
    const [resized, cancelled] = await gate.interleave(await cut(), () => Promise.all([cancel(0), cancel(1)]))
    expect([countAnswers([resized]), countAnswers(cancelled)]).toEqual([{ 200: 1 }, { 200: 2 }])
    expect(await countByStatus()).not.toHaveProperty('cancelled')
    expect(Object.keys(await findViolations(race.db))).toContain('1 booked ≤ capacity')
  })
})

describe('a session is called off while eight book', () => {
  const CALL_OFF = "update session set status = 'called-off'"
  const callOffWhileBooking = async () => {
    const gate = await createBreakpoint(race.db)
    await patchFunction(race.db, 'call_off', CALL_OFF, `${gate.waitSql} ${CALL_OFF}`)
    await book(await race.crowd(2), false)
    const newcomers = await race.crowd(8)
    const [off, booked] = await gate.interleave(
      () => processFor(processes, 0)(manager, 'POST', `/api/sessions/${TALK}/call-off`, { reason: '台风' }),
      () => book(newcomers, false),
    )
    return { off: off.status, notified: off.body.told, booked: countAnswers(booked) }
  }
  test('they are refused, and nobody keeps a seat', async () => {
    expect(await callOffWhileBooking()).toEqual({ off: 200, notified: 2, booked: { 'called-off': 8 } })
    expect(await countByStatus()).toEqual({ cancelled: 2 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on the session, eight are booked in one that is called off', async () => {
    await race.db.query(DROP_VERSION_GUARD)
    await patchFunction(race.db, 'call_off', LOCK, 'and id = p_session')
    expect(await callOffWhileBooking()).toEqual({ off: 200, notified: 2, booked: { 201: 8 } })
    expect(Object.keys(await findViolations(race.db))).toContain('2 the counters of a session equal its rows')
  })
})
