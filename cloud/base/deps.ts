import type { Instant } from '@core/base/time'
import type { StrikeRule } from '@core/booking/strike'
import type { Db } from '../db/port'
import type { LogEvent } from '../util/log-event'
import type { Wechat } from '../wechat/port'
import type { Sealer } from '../wechat/sealed'
import type { Observer } from './watch'

/** What the cloud stands on. Time and randomness are handed in, so that every rule can be replayed. */
export type Deps = {
  db: Db
  now: () => Instant
  random: (bytes: number) => Uint8Array
  log: (event: LogEvent) => void
  /** Personas may log in. */
  demo: boolean
  /** How many places not used pause booking, and how long each counts. */
  strikes: StrikeRule
  observer?: Observer | undefined
  /** WeChat’s open API; absent, what needs it is off. */
  wechat?: Wechat | undefined
  /** Seals what is personal; there with `wechat`. */
  sealer?: Sealer | undefined
}
