import { findViolations } from '../../runtime/invariants/find-violations'
import { createBreakpoint } from '../../testing/faults/breakpoint'
import { patchFunction } from '../../testing/faults/fault-injection'
import { DROP_VERSION_GUARD } from '../../testing/faults/unguarded-book'
import { openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'
import { promoteDueWaitlists } from './service'

const SMALL = 'hp001.small-2611231600'
const EXPIRE = 'order by offer_until, id for update\n  loop'
const ACCEPT = "update booking set status = 'booked', offer_until = null"
let race: Race
let processes: Process[]
let waiting: Someone[]
let ids: string[]
let until: number
/** Two seats taken and two people waiting; one cancels, and the first who waits gets an offer. */
beforeEach(async () => {
  race = await openRace()
  processes = race.start(4)
  const seated = await race.crowd(2)
  waiting = await race.crowd(2)
  ids = []
  for (const [at, who] of [...seated, ...waiting].entries()) {
    const request = { session: SMALL, people: [who.id], wait: true }
    ids.push((await processFor(processes, at)(who, 'POST', '/api/bookings', request)).body.booking.id)
  }
  await processFor(processes, 0)(seated[0] as Someone, 'POST', `/api/bookings/${ids[0]}/cancel`)
  const [offer] = await race.db.query<{ offer_until: number }>('select offer_until from booking where id = $1', [
    ids[2],
  ])
  until = offer?.offer_until as number
})
afterEach(() => race.end())

/** Accepts in the last millisecond of the offer. */
const accept = async () => {
  race.world.clock.now = until - 1
  const { status, body } = await processFor(processes, 1)(
    waiting[0] as Someone,
    'POST',
    `/api/bookings/${ids[2]}/accept`,
  )
  return body.refusal ?? status
}
const expire = () => promoteDueWaitlists({ db: race.db, now: () => until })
const statuses = async () => {
  const rows = await race.db.query<{ status: string }>('select status from booking where id = any($1) order by place', [
    ids.slice(2),
  ])
  return rows.map(({ status }) => status)
}

describe('an offer is accepted while it expires', () => {
  test('accepted first: it is booked, and nobody else gets an offer', async () => {
    const gate = await createBreakpoint(race.db)
    await patchFunction(race.db, 'accept_booking', ACCEPT, `${gate.waitSql} ${ACCEPT}`)
    const [answer] = await gate.interleave(accept, expire)
    expect([answer, await statuses()]).toEqual([200, ['booked', 'waiting']])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('expired first: accepting is refused, and the next gets an offer', async () => {
    const gate = await createBreakpoint(race.db)
    await patchFunction(race.db, 'promote', EXPIRE, `${EXPIRE} ${gate.waitSql}`)
    const [, answer] = await gate.interleave(expire, accept)
    expect([answer, await statuses()]).toEqual(['offer-over', ['cancelled', 'offered']])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without row locks, accepting books a seat that somebody else was offered', async () => {
    const gate = await createBreakpoint(race.db)
    await race.db.query(DROP_VERSION_GUARD)
    await patchFunction(race.db, 'accept_booking', 'and id = b.session_id for update', 'and id = b.session_id')
    await patchFunction(race.db, 'accept_booking', 'and id = p_booking for update', 'and id = p_booking')
    await patchFunction(race.db, 'accept_booking', ACCEPT, `${gate.waitSql} ${ACCEPT}`)
    const [answer] = await gate.interleave(accept, expire)
    expect([answer, await statuses()]).toEqual([200, ['booked', 'offered']])
    expect(Object.keys(await findViolations(race.db))).toEqual(
      expect.arrayContaining(['2 the counters of a session equal its rows', '7 the recorded status changes are legal']),
    )
  })
})
