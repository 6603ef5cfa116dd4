import type { Api } from './apis'

/** Nobody was there; there is no telling whether we were heard; what came back is no answer of WeChat's. */
export type Silence = 'unreachable' | 'unanswered' | 'garbled'
/** WeChat's errcode, or that there was none. */
export type Errcode = number | Silence
/** A code as a table keeps it, in text. */
export const readCode = (kept: string): Errcode => (/^-?\d+$/.test(kept) ? Number(kept) : (kept as Silence))

/**
 * What a code asks of whoever called: `retry` after `wait` and longer each time; `refresh-token` is done in here and comes
 * out as `retry`; `stop`: it is our mistake, and asking again is no use; `login-again`: the phone gets a new code;
 * `tell-person`: only they can do something; `hold`: not now, and nothing is lost by it.
 */
export type Action = 'retry' | 'refresh-token' | 'stop' | 'login-again' | 'tell-person' | 'hold'
/** `wait`: milliseconds before the first repetition. */
export type Plan = { action: Action; wait?: number }
type Row = Plan & { at?: Partial<Record<Api, Plan>> }

const MINUTE_MS = 60_000
const SOON: Plan = { action: 'retry', wait: 200 }
const NEXT_MINUTE: Plan = { action: 'retry', wait: MINUTE_MS }
const STALE: Plan = { action: 'refresh-token', wait: 1_000 }
const STOP: Plan = { action: 'stop' }
const HOLD: Plan = { action: 'hold' }
const LOGIN: Plan = { action: 'login-again' }
const TELL: Plan = { action: 'tell-person' }
/** A code of somebody's is used up, too old, or may be used up: they get another by logging in, or by the button. */
const NEW_CODE: Row = { ...LOGIN, at: { getuserphonenumber: TELL } }
const MAYBE_USED = { jscode2session: LOGIN, oauth2: LOGIN, getuserphonenumber: TELL }

/** Every code of WeChat's that is known, and what is done about it. */
const PLANS = new Map<Errcode, Row>([
  ['unreachable', SOON],
  ['unanswered', { ...SOON, at: MAYBE_USED }],
  ['garbled', { ...SOON, at: MAYBE_USED }],
  // Busy.
  [-1, SOON],
  // The token is refused, is none, or is over.
  [40001, STALE],
  [40014, STALE],
  [42001, STALE],
  // Configuration: the grant, the app, its secret, a template, the arguments, a scene (or its length, or a name that is
  // WeChat's), a page.
  [40002, STOP],
  [40013, STOP],
  [40125, STOP],
  [40037, STOP],
  [40097, STOP],
  [40129, STOP],
  [40169, STOP],
  [85096, STOP],
  [41030, STOP],
  // The account may not ask this: it is not verified, or not of that kind.
  [48001, STOP],
  // Form: the method, an empty body, a body that is not as it should be.
  [43002, STOP],
  [43302, STOP],
  [44002, STOP],
  [47001, STOP],
  [47003, STOP],
  // An openid that is nobody's here.
  [40003, STOP],
  [43104, STOP],
  // A code of somebody's: unknown or too old; used; of an account that WeChat holds for risky.
  [40029, NEW_CODE],
  [40163, NEW_CODE],
  [40226, TELL],
  // They have not allowed this message, or no longer: it stays in the inbox.
  [43101, TELL],
  // Our messages are blocked, until somebody has settled it with WeChat.
  [43107, HOLD],
  // Another message to the same person is on its way.
  [43108, { action: 'retry', wait: 1_000 }],
  // The message holds words that WeChat does not pass on.
  [45168, STOP],
  // The day's calls are used up; of codes it is the minute's.
  [45009, { ...HOLD, at: { getwxacodeunlimit: NEXT_MINUTE } }],
  [45011, NEXT_MINUTE],
  // They were not here in the last two hours, so that nothing can be checked in their name.
  [61010, HOLD],
])

/** What is done about it; an unknown code stops, and says that it is unknown. */
export function planOf(api: Api, code: Errcode): Plan & { known: boolean } {
  const row = PLANS.get(code)
  const { action, wait } = row?.at?.[api] ?? row ?? STOP
  return { action, ...(wait === undefined ? {} : { wait }), known: row !== undefined }
}
