import { HOUR, type Instant } from '@core/base/time'

/** So long after their last visit words may be checked in somebody's name. */
const ACTIVE = 2 * HOUR

/** Whom WeChat knows by openid. */
export function createUsers(now: () => Instant) {
  const visits = new Map<string, Instant>()
  const elsewhere = new Set<string>()
  const risky = new Set<string>()
  return {
    /** They open the mini-program. */
    visit: (openid: string) => void visits.set(openid, now()),
    /** An openid of another account: it means nothing to the mini-program. */
    meetElsewhere: (openid: string) => void elsewhere.add(openid),
    distrust: (openid: string) => void risky.add(openid),
    isRisky: (openid: string) => risky.has(openid),
    knows: (openid: unknown) => visits.has(String(openid)),
    isElsewhere: (openid: unknown) => elsewhere.has(String(openid)),
    isActive: (openid: unknown) => now() - (visits.get(String(openid)) ?? Number.NEGATIVE_INFINITY) < ACTIVE,
  }
}
export type Users = ReturnType<typeof createUsers>
