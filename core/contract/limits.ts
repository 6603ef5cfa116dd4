import { HOUR } from '../base/time'

/** A rate limit: this many at once, and from then on this many a minute, evenly spaced. */
export type RateLimit = { burst: number; perMinute: number }

/** What is counted apart from all calls together: trying codes, logging in, booking, importing. A row of the contract names its kind. */
export const LIMITED_KINDS = ['code', 'login', 'booking', 'import'] as const
export type LimitedKind = (typeof LIMITED_KINDS)[number]

/**
 * Limits of all calls, by whom they are counted. They stop programs and no people: a page makes at most a dozen calls, and
 * somebody who taps as fast as they can makes three a second.
 */
export const CALL_LIMITS = {
  /** One login is one app on one device. A phone that comes back online sends what it has queued at once. */
  login: { burst: 120, perMinute: 240 },
  /** A person has a phone, a computer at work, and perhaps a tablet at the door. */
  person: { burst: 240, perMinute: 480 },
  /**
   * Thousands of phones share one address of a mobile carrier, or of a station's wireless network: when a popular session
   * opens, 2,000 of them make three calls each within ten seconds. So this limit is for floods alone.
   */
  address: { burst: 6_000, perMinute: 12_000 },
} as const satisfies Record<string, RateLimit>

/** Stricter limits of some kinds of calls. Where a kind does not name a person or an address, only the limits above count. */
export const KIND_LIMITS: Record<LimitedKind, { person?: RateLimit; address?: RateLimit }> = {
  /** People read a code off a paper and mistype it once or twice. An address may be an office with many computers. */
  code: { person: { burst: 10, perMinute: 10 }, address: { burst: 300, perMinute: 300 } },
  /** Each one asks WeChat. Most people log in once in thirty days; on the first day all do, many behind one address. */
  login: { address: { burst: 600, perMinute: 600 } },
  /** A worker at the desk books for one elder after another, one in two seconds at most. */
  booking: { person: { burst: 30, perMinute: 30 } },
  /** A whole district is read and compared; somebody who corrects a file tries again every half minute. */
  import: { person: { burst: 10, perMinute: 6 } },
}

/** Wrong invitation codes that one person may try in an hour, counted in the database over all processes. */
export const MAX_WRONG_CODES = 20
export const WRONG_CODES_WINDOW = HOUR

/**
 * Refused bookings whose answers are stored for one person; older ones are dropped. A phone asks again for its last few
 * requests only, and a refusal that is judged anew has no effect.
 */
export const MAX_STORED_REFUSALS = 50
