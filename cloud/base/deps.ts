import type { Instant } from '@core/base/time'
import type { StrikeRule } from '@core/booking/strike'
import type { Db } from '../db/port'
import type { Storage } from '../storage/port'
import type { LogEvent } from '../util/log-event'
import type { Wechat } from '../wechat/port'
import type { Sealer } from '../wechat/sealed'
import type { Limits } from './limits'
import type { Observer } from './watch'

/** Dependencies of every service. The clock and randomness are injected, so that every rule can be replayed in a test. */
export type Deps = {
  db: Db
  /** Epoch milliseconds. */
  now: () => Instant
  /** Cryptographically secure random bytes. */
  random: (bytes: number) => Uint8Array
  log: (event: LogEvent) => void
  /** Demo mode: personas may log in. */
  demo: boolean
  /** How many no-shows pause booking, and how many days each counts. */
  strikes: StrikeRule
  observer?: Observer | undefined
  /** Limits of calls by person, login and address; without it, nothing is limited. */
  limits?: Limits | undefined
  /** WeChat’s open API; without it, everything that needs it is off. */
  wechat?: Wechat | undefined
  /** Encrypts personal data; always present with `wechat`. */
  sealer?: Sealer | undefined
  /** Stores photographs; without it, they are refused. */
  storage?: Storage | undefined
}
