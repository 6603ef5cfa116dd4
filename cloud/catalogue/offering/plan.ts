import { addDays, dayOf } from '@core/base/time'
import { AHEAD_DAYS } from '@core/catalogue/session-plan'
import { calendarOf } from '@core/place/hours'
import type { Deps } from '../../base/deps'
import { listClosures } from '../../place/closure/queries'
import { calendarFrom } from '../../place/station/calendar'
import { nextTurn } from '../../util/turn'
import { lastDayOf, plannedRows } from './planned'
import { listDueOfferings, planOffering } from './queries'

/**
 * Plans the sessions of the coming days for every offering that lacks some, or for those of some stations. Returns the
 * number of new sessions. A day
 * is planned once, so that a removed session does not come back, and a run with nothing to plan costs one query. Between
 * two offerings others have their turn; of one with very many sessions the next run plans on.
 */
export async function planAhead(
  deps: Pick<Deps, 'db' | 'now' | 'random'>,
  stations?: readonly string[],
): Promise<number> {
  const now = deps.now()
  const today = dayOf(now)
  const last = addDays(today, AHEAD_DAYS.most - 1)
  // Offerings are read before closures: a closure written in between changes the revision, and the plan is not written.
  const due = (await listDueOfferings(deps.db, last)).filter(
    ({ about, planned_to }) =>
      (!stations || stations.includes(about.station)) && (planned_to === null || planned_to < lastDayOf(about, today)),
  )
  if (due.length === 0) return 0
  const known = { calendar: calendarFrom(today, AHEAD_DAYS.most), closures: await listClosures(deps.db, today) }
  let planned = 0
  for (const offering of due) {
    await nextTurn()
    const { about, hours, planned_to } = offering
    const from = planned_to === null || planned_to < today ? today : addDays(planned_to, 1)
    const input = { hours, calendar: calendarOf(known, about.station), from, to: lastDayOf(about, today), now }
    const { rows, to } = plannedRows(deps, about, input)
    planned += await planOffering(deps.db, offering, to, rows)
  }
  return planned
}
