import { type Instant, MINUTE } from '../base/time'

/** After the time of grace, in minutes (core/catalogue/offering.ts), one is late. */
export const DEFAULT_LATE_MINUTES = 15
export const isLate = (came: Instant, startsAt: Instant, lateMinutes = DEFAULT_LATE_MINUTES): boolean =>
  came > startsAt + lateMinutes * MINUTE
