import type { Api } from './apis'

/** No connection; no response, so WeChat may or may not have acted; or a response that is not WeChat's. */
export type Silence = 'unreachable' | 'unanswered' | 'garbled'
/** WeChat's errcode, or why there is none. */
export type Errcode = number | Silence
/** Parses an errcode as stored in a text column. */
export const readCode = (stored: string): Errcode => (/^-?\d+$/.test(stored) ? Number(stored) : (stored as Silence))

/**
 * What the caller should do about an errcode. `retry`: after `wait`, with backoff. `refresh-token`: handled in this
 * folder, callers see `retry`. `stop`: our mistake, a retry is useless. `login-again`: the phone gets a new code.
 * `tell-person`: only the person can act. `hold`: not possible now; try later, nothing is lost.
 */
export type Action = 'retry' | 'refresh-token' | 'stop' | 'login-again' | 'tell-person' | 'hold'
/** `wait`: milliseconds before the first retry. */
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
/** A person's code is (or may be) used or expired: they get a new one by logging in, or by the phone number button. */
const NEW_CODE: Row = { ...LOGIN, at: { getuserphonenumber: TELL } }
const MAYBE_USED = { jscode2session: LOGIN, oauth2: LOGIN, getuserphonenumber: TELL }

/** Every known errcode, and the action for it. */
const PLANS = new Map<Errcode, Row>([
  ['unreachable', SOON],
  ['unanswered', { ...SOON, at: MAYBE_USED }],
  ['garbled', { ...SOON, at: MAYBE_USED }],
  // Busy.
  [-1, SOON],
  // The access token is refused, invalid, or expired.
  [40001, STALE],
  [40014, STALE],
  [42001, STALE],
  // Configuration: the grant, the app, its secret, a template, the arguments, a scene (its characters, its length, or a
  // reserved name), a page.
  [40002, STOP],
  [40013, STOP],
  [40125, STOP],
  [40037, STOP],
  [40097, STOP],
  [40129, STOP],
  [40169, STOP],
  [85096, STOP],
  [41030, STOP],
  // The account may not call this API: it is not verified, or of another kind.
  [48001, STOP],
  // Malformed request: the method, an empty body, an invalid body.
  [43002, STOP],
  [43302, STOP],
  [44002, STOP],
  [47001, STOP],
  [47003, STOP],
  // An openid that is unknown to this app.
  [40003, STOP],
  [43104, STOP],
  // A person's code: unknown or expired; used; of an account that WeChat classifies as risky.
  [40029, NEW_CODE],
  [40163, NEW_CODE],
  [40226, TELL],
  // The person has not allowed this message, or not any more: it stays in the inbox.
  [43101, TELL],
  // Our messages are blocked until an operator has resolved it with WeChat.
  [43107, HOLD],
  // Another message to the same person is being sent.
  [43108, { action: 'retry', wait: 1_000 }],
  // The message contains text that WeChat does not pass on.
  [45168, STOP],
  // The daily quota is used up; for mini codes the quota is per minute.
  [45009, { ...HOLD, at: { getwxacodeunlimit: NEXT_MINUTE } }],
  [45011, NEXT_MINUTE],
  // The person did not use the app in the last two hours, so no text can be checked in their name.
  [61010, HOLD],
])

/** The action for an errcode. An unknown one stops, with `known: false`. */
export function planOf(api: Api, code: Errcode): Plan & { known: boolean } {
  const row = PLANS.get(code)
  const { action, wait } = row?.at?.[api] ?? row ?? STOP
  return { action, ...(wait === undefined ? {} : { wait }), known: row !== undefined }
}
