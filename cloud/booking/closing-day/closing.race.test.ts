import { MAX_CLOSED_DAYS } from '@core/booking/closing-day'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBreakpoint } from '../../testing/faults/breakpoint'
import { patchFunction } from '../../testing/faults/fault-injection'
import { openRace, type Process, type Race, type Someone } from '../../testing/process/race'
import { MONDAY_TEN } from '../../testing/world/world'
import { closeSession } from './closing-queries'

const TALK = 'hp001.talk-2611241400'
let race: Race
let manager: Someone
let processes: [Process, Process]
beforeEach(async () => {
  race = await openRace()
  manager = await race.persona('manager')
  processes = race.start(2) as [Process, Process]
})
afterEach(() => race.end())

const close = (process: Process, day: string) => {
  const closing = { scope: { scope: 'station', id: 'hp001' }, day, reason: '台风', act: 'call-off' }
  return process(manager, 'POST', '/api/closures', { closing })
}

describe('two processes close the same session at once', () => {
  const closeTwice = async () => {
    const [process] = processes
    for (const who of await race.crowd(3))
      await process(who, 'POST', '/api/bookings', { session: TALK, people: [who.id] })
    const { id } = (await close(process, '2026-11-24')).body
    const { waitSql, interleave } = await createBreakpoint(race.db)
    await patchFunction(race.db, 'close_session', 'select * into c from', `${waitSql} select * into c from`)
    const session = { id: TALK, station: 'hp001' }
    const closeIt = (db = race.db) => closeSession(db, id, session, undefined, MONDAY_TEN)
    const outcomes = await interleave(closeIt, closeIt)
    const [noted] = await race.db.query('select outcome, told from closing_session where session_id = $1', [TALK])
    return { outcomes, noted }
  }
  test('one calls it off, and the other finds it noted', async () => {
    expect(await closeTwice()).toEqual({
      outcomes: ['called-off', 'noted'],
      noted: { outcome: 'called-off', told: 3 },
    })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the look at the outcome, what was done is forgotten', async () => {
    await patchFunction(race.db, 'close_session', ' or one.outcome is not null', '')
    expect((await closeTwice()).noted).toEqual({ outcome: 'left', told: 0 })
  })
})

describe('two days of a station are closed at once, and one more may be', () => {
  const closeBoth = async () => {
    await race.db.query(
      `insert into closure (station_id, day, reason, at, by_id)
       select 'hp001', '2026-12-01'::date + n, '维修', now(), gen_random_uuid() from generate_series(1, $1::integer) n`,
      [MAX_CLOSED_DAYS - 1],
    )
    const { waitSql, interleave } = await createBreakpoint(race.db)
    await patchFunction(race.db, 'begin_closing', 'insert into closing (', `${waitSql} insert into closing (`)
    const answers = await interleave(
      () => close(processes[0], '2026-11-24'),
      () => close(processes[1], '2026-11-25'),
    )
    return answers.map(({ status, body }) => body.refusal ?? status)
  }
  test('the second is refused', async () => {
    expect(await closeBoth()).toEqual([200, 'closures-full'])
  })
  test('twin: without the lock on the station, there is one closed day too many', async () => {
    await patchFunction(race.db, 'begin_closing', ' order by id for no key update', '')
    expect(await closeBoth()).toEqual([200, 200])
  })
})
