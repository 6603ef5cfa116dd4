import { type Day, dayOf, type Instant, moment, startOfDay } from '@core/base/time'

/** What of a day can still be booked: what has begun today is not asked for. */
export const dayQuery = (day: Day, now: Instant): { from: string; to: string } => ({
  from: day === dayOf(now) ? moment(now) : moment(startOfDay(day)),
  to: day,
})
