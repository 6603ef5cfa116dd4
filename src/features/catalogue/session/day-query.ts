import { type Day, dayOf, type Instant, moment, startOfDay } from '@core/base/time'

/** Query for the sessions of a day that can still be booked: today's are limited to those that have not begun. */
export const dayQuery = (day: Day, now: Instant): { from: string; to: string } => ({
  from: day === dayOf(now) ? moment(now) : moment(startOfDay(day)),
  to: day,
})
