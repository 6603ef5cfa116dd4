import { CALL_LIMITS, KIND_LIMITS, type LimitedKind, type RateLimit } from '@core/contract/limits'
import { ApiError } from './api-error'
import { clientOf } from './client-address'
import { createRateLimiter } from './rate-limiter'

/** The limits of calls, counted in the memory of this process. Both throw ApiError `too-many-requests`. */
export type Limits = {
  /** Before anything is looked up. `address`: of the client, if known. */
  arrived: (address: string | undefined, kind?: LimitedKind) => void
  /** Once the caller is known. */
  called: (caller: { id: string; tokenHash: string }, kind?: LimitedKind) => void
  size: () => number
}

/** `shared`: in the demo many visitors are one persona, so only addresses are limited. */
export function createLimits(now: () => number, { shared = false } = {}): Limits {
  const limiter = createRateLimiter(now)
  const take = (key: string, limit: RateLimit | undefined): void => {
    const wait = limit ? limiter.take(key, limit) : 0
    if (wait > 0) throw new ApiError('too-many-requests', undefined, Math.ceil(wait / 1_000))
  }
  return {
    arrived(address, kind) {
      const client = address && clientOf(address)
      if (!client) return
      take(`address ${client}`, CALL_LIMITS.address)
      if (kind) take(`${kind} ${client}`, KIND_LIMITS[kind].address)
    },
    called({ id, tokenHash }, kind) {
      if (shared) return
      take(`login ${tokenHash}`, CALL_LIMITS.login)
      take(`person ${id}`, CALL_LIMITS.person)
      if (kind) take(`${kind} ${id}`, KIND_LIMITS[kind].person)
    },
    size: limiter.size,
  }
}
