import { addDays, type Day, daysBetween, type Instant, MINUTE, moment } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import type { FallsOn } from '@core/catalogue/recurrence'
import { AHEAD_DAYS, planDay } from '@core/catalogue/session-plan'
import type { Hours, StationCalendar } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { newDrawSeed } from '../session/draw-seed'

/** Last day to plan. */
export const lastDayOf = ({ openDays }: Pick<Offering, 'openDays'>, today: Day): Day =>
  addDays(today, Math.min(AHEAD_DAYS.most, Math.max(AHEAD_DAYS.least, openDays)) - 1)

/** A planned session as the SQL functions plan_ahead and save_offering take it. */
type PlannedRow = { id: string; kind: string; title: string; starts: string; ends: string; capacity: number } & {
  draw?: string
  seed?: string
  hash?: string
}

/** Opening hours, calendar and period of the planning. */
export type PlanInput = { hours: Hours; calendar: StationCalendar; falls: FallsOn; from: Day; to: Day; now: Instant }

/** The draw of a session; none if its time has passed already. */
function drawOf(deps: Pick<Deps, 'random'>, { drawMinutes }: Offering, startsAt: Instant, now: Instant) {
  const at = startsAt - (drawMinutes ?? 0) * MINUTE
  if (!drawMinutes || at <= now) return {}
  return { draw: moment(at), ...newDrawSeed(deps.random) }
}

/** The sessions of an offering's templates between two days, both included. */
export function plannedRows(deps: Pick<Deps, 'random'>, offering: Offering, input: PlanInput): PlannedRow[] {
  const { hours, calendar, falls, from, to, now } = input
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, ahead) => addDays(from, ahead))
  return days
    .flatMap((day) => planDay(offering, hours, day, calendar, falls))
    .map(({ id, startsAt, endsAt, capacity }) => ({
      id,
      kind: offering.kind,
      title: offering.title,
      starts: moment(startsAt),
      ends: moment(endsAt),
      capacity,
      ...drawOf(deps, offering, startsAt, now),
    }))
}
