import { calendarOf } from '@core/hours'
import { AHEAD_DAYS, rulesBetween } from '@core/session-plan'
import { addDays, dayOf } from '@core/time'
import { listClosures } from '../closure/queries'
import type { Deps } from '../deps'
import { calendarFrom } from '../station/calendar'
import { lastDayOf, plannedRows } from './planned'
import { listDue, planOffering } from './queries'

/**
 * Sessions for the coming days, of whatever offering lacks some; how many are new. A day is planned once, so a session
 * that somebody took away does not come back, and a start with nothing to plan costs nothing.
 */
export async function planAhead(deps: Pick<Deps, 'db' | 'now' | 'random'>): Promise<number> {
  const now = deps.now()
  const today = dayOf(now)
  const last = addDays(today, AHEAD_DAYS.most - 1)
  // By order: what an offering was is read first, and a day that closes meanwhile changes its revision.
  const due = (await listDue(deps.db, last)).filter(
    ({ about, planned_to }) => planned_to === null || planned_to < lastDayOf(about, today),
  )
  if (due.length === 0) return 0
  const known = { calendar: calendarFrom(today, AHEAD_DAYS.most), closures: await listClosures(deps.db, today) }
  const falls = rulesBetween(today, last)
  let planned = 0
  for (const offering of due) {
    const { about, hours, planned_to } = offering
    const from = planned_to === null || planned_to < today ? today : addDays(planned_to, 1)
    const to = lastDayOf(about, today)
    const ground = { hours, calendar: calendarOf(known, about.station), falls, from, to, now }
    planned += await planOffering(deps.db, offering, to, plannedRows(deps, about, ground))
  }
  return planned
}
