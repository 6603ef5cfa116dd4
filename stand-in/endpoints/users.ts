import { HOUR, type Instant } from '@core/base/time'

/** Time after a user's last visit in which texts can be checked in their name. */
const ACTIVE = 2 * HOUR

/** The users WeChat knows, by openid. */
export function createUsers(now: () => Instant) {
  const visits = new Map<string, Instant>()
  const elsewhere = new Set<string>()
  const risky = new Set<string>()
  return {
    /** The user opens the mini-program. */
    visit: (openid: string) => void visits.set(openid, now()),
    /** Adds an openid of another account, which is invalid for the mini-program. */
    meetElsewhere: (openid: string) => void elsewhere.add(openid),
    distrust: (openid: string) => void risky.add(openid),
    isRisky: (openid: string) => risky.has(openid),
    knows: (openid: unknown) => visits.has(String(openid)),
    isElsewhere: (openid: unknown) => elsewhere.has(String(openid)),
    isActive: (openid: unknown) => now() - (visits.get(String(openid)) ?? Number.NEGATIVE_INFINITY) < ACTIVE,
  }
}
export type Users = ReturnType<typeof createUsers>
