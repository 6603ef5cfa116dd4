import { type Day, type Instant, MINUTE, moment } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { dayPlanner, planDays } from '@core/catalogue/session-plan'
import type { Hours, StationCalendar } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { newDrawSeed } from '../session/draw-seed'

/** A planned session as the SQL functions plan_ahead and save_offering take it. */
type PlannedRow = { id: string; kind: string; title: string; starts: string; ends: string; capacity: number } & {
  draw?: string
  seed?: string
  hash?: string
}

/** Opening hours, calendar and period of the planning. */
export type PlanInput = { hours: Hours; calendar: StationCalendar; from: Day; to: Day; now: Instant }

/** The draw of a session; none if its time has passed already. */
function drawOf(deps: Pick<Deps, 'random'>, { drawMinutes }: Offering, startsAt: Instant, now: Instant) {
  const at = startsAt - (drawMinutes ?? 0) * MINUTE
  if (!drawMinutes || at <= now) return {}
  return { draw: moment(at), ...newDrawSeed(deps.random) }
}

/**
 * The sessions of an offering's templates between two days, both included; `to` is earlier than asked where there would
 * be too many (planDays).
 */
export function plannedRows(
  deps: Pick<Deps, 'random'>,
  offering: Offering,
  { hours, calendar, from, to, now }: PlanInput,
): { rows: PlannedRow[]; to: Day } {
  const planned = planDays(dayPlanner(offering, hours, calendar), from, to)
  const rows = planned.sessions.map(({ id, startsAt, endsAt, capacity }) => ({
    id,
    kind: offering.kind,
    title: offering.title,
    starts: moment(startsAt),
    ends: moment(endsAt),
    capacity,
    ...drawOf(deps, offering, startsAt, now),
  }))
  return { rows, to: planned.to }
}
