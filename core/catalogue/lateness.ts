import { type Instant, MINUTE } from '../base/time'

/**
 * Grace period in minutes after which an arrival is late, where the offering sets none (core/catalogue/offering.ts).
 */
export const DEFAULT_LATE_MINUTES = 15
export const isLate = (came: Instant, startsAt: Instant, lateMinutes = DEFAULT_LATE_MINUTES): boolean =>
  came > startsAt + lateMinutes * MINUTE
