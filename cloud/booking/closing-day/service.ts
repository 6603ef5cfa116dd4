import { DAY, dayOf, type Instant, moment, startOfDay } from '@core/base/time'
import type { ClosedSession, ClosingDay } from '@core/booking/closing-day'
import type { Station } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { listClosures } from '../../place/closure/queries'
import { nextTurn } from '../../util/turn'
import { callOff } from '../waitlist/queries'
import { closeStation, type DaySession, listDaySessions, moveSession } from './queries'
import { findTimes, type ReservedTimes, reserveTime } from './times'

type ClosingAct = Omit<ClosingDay, 'scope'> & { by: string }

type MoveOutcome = { to?: Instant; told: number }

/**
 * Moves a session to the first of these times that is still free, or calls it off if none is. Undefined if it has
 * changed since it was read: somebody else has dealt with it.
 */
async function moveOrCallOff(deps: Deps, session: DaySession, times: readonly Instant[], closing: ClosingAct) {
  for (const to of times) {
    const { outcome, told } = await moveSession(deps.db, session, to, closing.by, deps.now(), closing.reason)
    if (outcome === 'moved') return { to, told }
    if (outcome === 'changed') return undefined
  }
  const told = await callOff(deps.db, session.id, closing.by, deps.now(), closing.reason)
  return told === null ? undefined : { told }
}

const closed = (session: DaySession, to: Instant | undefined): ClosedSession => ({
  session: session.id,
  station: session.station,
  title: session.title,
  startsAt: moment(session.starts_at),
  ...(to === undefined ? {} : { to: moment(to) }),
  booked: session.taken,
  waiting: session.waiting,
})

/**
 * Closes a day at these stations, and moves or calls off each of its sessions that has not begun. Idempotent, and may
 * be resumed after an interruption. A preview writes nothing. Between two sessions other requests have their turn.
 * `told`: number of bookings notified.
 */
export async function closeDay(deps: Deps, stations: readonly Station[], closing: ClosingAct, preview: boolean) {
  const { day, reason, act, by } = closing
  if (!preview) for (const { id } of stations) await closeStation(deps.db, id, day, reason, by, deps.now())
  const closures = await listClosures(deps.db, dayOf(deps.now()))
  const reserved: ReservedTimes = new Map()
  const sessions: ClosedSession[] = []
  let told = 0
  for (const { id } of stations) {
    const from = startOfDay(day)
    for (const session of await listDaySessions(deps.db, id, from, from + DAY, deps.now())) {
      await nextTurn()
      const times = act === 'move' ? await findTimes(deps, session, day, closures, reserved) : []
      const outcome: MoveOutcome | undefined = preview
        ? { ...(times[0] === undefined ? {} : { to: times[0] }), told: session.bookings }
        : await moveOrCallOff(deps, session, times, closing)
      if (!outcome) continue
      if (outcome.to !== undefined) reserveTime(reserved, session, outcome.to)
      sessions.push(closed(session, outcome.to))
      told += outcome.told
    }
  }
  return { sessions, told }
}
