import { createGate } from '../testing/gate'
import { findViolations } from '../testing/invariants'
import { refunction } from '../testing/meddling'
import { openRace, type Process, type Race, type Someone, turn } from '../testing/race'
import { SAME_VERSION_TWICE } from '../testing/unguarded'
import { tendLines } from './service'

const SMALL = 'hp001.small-2611231600'
const LAPSE = 'order by offer_until, id for update\n  loop'
const ACCEPT = "update booking set status = 'booked', offer_until = null"
let race: Race
let processes: Process[]
let waiting: Someone[]
let ids: string[]
let until: number
/** Two seats, two in the line; one cancels, and the first of the line is asked. */
beforeEach(async () => {
  race = await openRace()
  processes = race.start(4)
  const seated = await race.crowd(2)
  waiting = await race.crowd(2)
  ids = []
  for (const [at, who] of [...seated, ...waiting].entries()) {
    const wish = { session: SMALL, people: [who.id], wait: true }
    ids.push((await turn(processes, at)(who, 'POST', '/api/bookings', wish)).body.booking.id)
  }
  await turn(processes, 0)(seated[0] as Someone, 'POST', `/api/bookings/${ids[0]}/cancel`)
  const [offer] = await race.db.query<{ offer_until: number }>('select offer_until from booking where id = $1', [
    ids[2],
  ])
  until = offer?.offer_until as number
})
afterEach(() => race.end())

/** Said in the last millisecond. */
const accept = async () => {
  race.world.clock.now = until - 1
  const { status, body } = await turn(processes, 1)(waiting[0] as Someone, 'POST', `/api/bookings/${ids[2]}/accept`)
  return body.refusal ?? status
}
const lapse = () => tendLines({ db: race.db, now: () => until })
const statuses = async () => {
  const rows = await race.db.query<{ status: string }>('select status from booking where id = any($1) order by place', [
    ids.slice(2),
  ])
  return rows.map(({ status }) => status)
}

describe('an offer is accepted while it lapses', () => {
  test('the yes first: it stands, and nobody else is asked', async () => {
    const gate = await createGate(race.db)
    await refunction(race.db, 'accept_booking', ACCEPT, `${gate.wait} ${ACCEPT}`)
    const [answer] = await gate.between(accept, lapse)
    expect([answer, await statuses()]).toEqual([200, ['booked', 'waiting']])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('the end first: it is over, and the next is asked', async () => {
    const gate = await createGate(race.db)
    await refunction(race.db, 'promote', LAPSE, `${LAPSE} ${gate.wait}`)
    const [, answer] = await gate.between(lapse, accept)
    expect([answer, await statuses()]).toEqual(['offer-over', ['cancelled', 'offered']])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: looked at without holding it, the yes comes true for a seat that another was offered', async () => {
    const gate = await createGate(race.db)
    await race.db.query(SAME_VERSION_TWICE)
    await refunction(race.db, 'accept_booking', 'and id = b.session_id for update', 'and id = b.session_id')
    await refunction(race.db, 'accept_booking', 'and id = p_booking for update', 'and id = p_booking')
    await refunction(race.db, 'accept_booking', ACCEPT, `${gate.wait} ${ACCEPT}`)
    const [answer] = await gate.between(accept, lapse)
    expect([answer, await statuses()]).toEqual([200, ['booked', 'offered']])
    expect(Object.keys(await findViolations(race.db))).toEqual(
      expect.arrayContaining(['2 the counters equal the rows', '7 only legal moves']),
    )
  })
})
