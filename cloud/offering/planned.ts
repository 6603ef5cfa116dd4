import type { Offering } from '@core/offering'
import type { Falls } from '@core/recurrence'
import { AHEAD_DAYS, planDay } from '@core/session-plan'
import type { Hours, StationCalendar } from '@core/station'
import { addDays, type Day, daysBetween, type Instant, MINUTE, moment } from '@core/time'
import type { Deps } from '../deps'
import { newSeal } from '../draw/seal'

export const lastDayOf = ({ openDays }: Pick<Offering, 'openDays'>, today: Day): Day =>
  addDays(today, Math.min(AHEAD_DAYS.most, Math.max(AHEAD_DAYS.least, openDays)) - 1)

/** A session as the database takes it (cloud/offering/sql/plan_sessions.sql). */
type PlannedRow = { id: string; kind: string; title: string; starts: string; ends: string; capacity: number } & {
  draw?: string
  seed?: string
  hash?: string
}

/** Where and when an offering is planned. */
export type Ground = { hours: Hours; calendar: StationCalendar; falls: Falls; from: Day; to: Day; now: Instant }

/** The draw of a session; none where signing up for it would be over already. */
function drawOf(deps: Pick<Deps, 'random'>, { drawMinutes }: Offering, startsAt: Instant, now: Instant) {
  const at = startsAt - (drawMinutes ?? 0) * MINUTE
  if (!drawMinutes || at <= now) return {}
  return { draw: moment(at), ...newSeal(deps.random) }
}

/** What an offering's templates ask for from one day to another, both included. */
export function plannedRows(deps: Pick<Deps, 'random'>, offering: Offering, ground: Ground): PlannedRow[] {
  const { hours, calendar, falls, from, to, now } = ground
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
