import { dayOf, type Instant, MINUTE } from '@core/base/time'
import type { Endpoint } from './protocol/errcodes'

export type Limits = Partial<Record<Endpoint, { minute?: number; day?: number }>>

/** Documented quotas; for the other endpoints WeChat documents none. */
const LIMITS: Limits = {
  stable_token: { minute: 10_000, day: 500_000 },
  msg_sec_check: { minute: 4_000 },
  getwxacodeunlimit: { minute: 5_000 },
}

/** Counts calls per calendar minute and day; returns the errcode of a call over the quota. */
export function createQuota(now: () => Instant, given: Limits = {}): (endpoint: Endpoint) => number | undefined {
  const counts = new Map<string, { window: string | number; seen: number }>()
  const count = (name: string, window: string | number): number => {
    const before = counts.get(name)
    const seen = before?.window === window ? before.seen + 1 : 1
    counts.set(name, { window, seen })
    return seen
  }
  return (endpoint) => {
    const { minute = Number.POSITIVE_INFINITY, day = Number.POSITIVE_INFINITY } = {
      ...LIMITS[endpoint],
      ...given[endpoint],
    }
    if (count(`${endpoint}/day`, dayOf(now())) > day) return 45009
    // For mini codes WeChat uses the same errcode for the quota of the minute.
    if (count(`${endpoint}/minute`, Math.floor(now() / MINUTE)) > minute) {
      return endpoint === 'getwxacodeunlimit' ? 45009 : 45011
    }
    return undefined
  }
}
