import { MINUTE } from '@core/base/time'
import type { RateLimit } from '@core/contract/limits'

/** Keys remembered at most, some 10 MB. Beyond it the one used longest ago is forgotten, which is the least likely to count. */
const MAX_KEYS = 100_000

export type RateLimiter = {
  /** Milliseconds until the next call is admitted; 0: this one is, and counts. */
  take: (key: string, limit: RateLimit) => number
  size: () => number
}

/**
 * Rate limiter in the memory of one process, by the generic cell rate algorithm: one number a key, the time at which its
 * calls so far would have come if they were evenly spaced. `now`: milliseconds of a clock that never goes back.
 */
export function createRateLimiter(now: () => number): RateLimiter {
  // In order of last use.
  const due = new Map<string, number>()
  return {
    take(key, { burst, perMinute }) {
      const at = now()
      const apart = MINUTE / perMinute
      const next = Math.max(due.get(key) ?? at, at)
      const wait = next - (burst - 1) * apart - at
      if (wait > 0) return wait
      due.delete(key)
      due.set(key, next + apart)
      if (due.size > MAX_KEYS) due.delete(due.keys().next().value as string)
      return 0
    },
    size: () => due.size,
  }
}
