import { ok, refuse } from '@core/base/refusal'
import { DAY, type Day, type Instant, moment, startOfDay } from '@core/base/time'
import { type ClosedSession, MAX_CLOSED_DAYS } from '@core/booking/closing-day'
import type { Station } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { planAhead } from '../../catalogue/offering/plan'
import { nextTurn } from '../../util/turn'
import { beginClosing, type ClosingAct, reopenStations } from './closing-queries'
import { type DaySession, listDaySessions } from './queries'
import { openTimes } from './times'

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
 * What will become of each session of the day that has not begun. Between two of them other requests have their turn.
 * `told`: number of bookings to be notified.
 */
async function foresee(deps: Deps, stations: readonly string[], { day, act }: ClosingAct) {
  const from = startOfDay(day)
  const sessions = await listDaySessions(deps.db, stations, from, from + DAY, deps.now())
  const times = act === 'move' ? await openTimes(deps, day, sessions) : undefined
  const foreseen: ClosedSession[] = []
  for (const session of sessions) {
    await nextTurn()
    const to = times?.timesOf(session)[0]
    if (to !== undefined) times?.reserve(session, to)
    foreseen.push(closed(session, to))
  }
  return { sessions: foreseen, told: sessions.reduce((sum, { bookings }) => sum + bookings, 0) }
}

/**
 * Closes a day at these stations and answers what will become of its sessions; the work on them is done afterwards, in
 * batches (job.ts). A preview writes nothing. Closing a closed day again adds nothing but sessions that were not in it.
 */
export async function closeDay(deps: Deps, stations: readonly Station[], closing: ClosingAct, preview: boolean) {
  const ids = stations.map(({ id }) => id)
  const foreseen = await foresee(deps, ids, closing)
  if (preview) return ok(foreseen)
  const { verdict, made } = await beginClosing(deps.db, ids, closing, deps.now())
  if (verdict === 'full') return refuse({ refusal: 'closures-full', most: MAX_CLOSED_DAYS })
  return ok({ ...foreseen, ...(made ? { id: made } : {}) })
}

/**
 * Takes the closure of a day back at these stations, and plans at once what was not planned because of it; what fails
 * there is done by the next round of jobs.
 */
export async function reopenDay(deps: Deps, stations: readonly Station[], day: Day, by: string) {
  const ids = stations.map(({ id }) => id)
  const reopened = await reopenStations(deps.db, ids, day, by, deps.now())
  await planAhead(deps, ids)
  return reopened
}
