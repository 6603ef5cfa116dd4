import type { Instant } from '@core/base/time'
import type { StrikeRule } from '@core/booking/strike'
import type { Db } from '../db/port'
import type { Storage } from '../storage/port'
import type { LogEvent } from '../util/log-event'
import type { Wechat } from '../wechat/port'
import type { Sealer } from '../wechat/sealed'
import type { Limits } from './limits'
import type { Observer } from './watch'

/** What a district is called. */
export type DistrictName = {
  /** Two lower-case letters: prefix of its station ids, label of its log lines and metrics. */
  id: string
  /** At the top of the app, and of a calendar. */
  title: string
  /** Its public origin, such as `https://ty.example.cn`, if it is known. */
  publicUrl?: string | undefined
  /** Colours of its sign on a light and on a dark page. */
  sign?: { light: string; dark: string } | undefined
}

/** How a process was started: its listener, whether a proxy or metrics were named, and the size of its pool. */
export type Installation = { host: string; behindProxy: boolean; metrics: boolean; pool: number }

/** Dependencies of every service. The clock and randomness are injected, so that every rule can be replayed in a test. */
export type Deps = {
  db: Db
  district: DistrictName
  /** Epoch milliseconds. */
  now: () => Instant
  /** Cryptographically secure random bytes. */
  random: (bytes: number) => Uint8Array
  log: (event: LogEvent) => void
  /** Demo mode: personas may log in. */
  demo: boolean
  /** What the checklist judges of how this process was started. */
  installation?: Installation | undefined
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
