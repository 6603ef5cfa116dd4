import * as v from 'valibot'
import { LoginCode } from '../../../account/code/login-code'
import { RecoveryCode } from '../../../account/code/recovery-code'
import { Assertion } from '../../../account/passkey'
import { PERSONAS } from '../../../account/persona'
import { token, Uuid } from '../../../base/text'
import { Moment } from '../../../base/time'
import { row } from '../../endpoint'
import { Me } from './person'

/** The app a login is used in, as the app reports it. */
export const App = v.picklist(['weapp', 'h5'])
export type App = v.InferOutput<typeof App>

/** A login of the caller. */
export const Login = v.object({
  id: v.string(),
  app: v.optional(App),
  since: Moment,
  /** Last use, to the day: it is not recorded more often. */
  usedAt: Moment,
  /** Expiry; every use extends it. */
  until: Moment,
  /** Created at a computer, by a login code. */
  desk: v.optional(v.literal(true)),
  /** The login of this request. */
  here: v.optional(v.literal(true)),
})
export type Login = v.InferOutput<typeof Login>

/** Single-use code that WeChat issues for a tap; valid for five minutes. */
export const WechatCode = token(128)

/** Login methods of this installation. */
export const LoginWays = v.object({
  /** By a code of `wx.login`, in the mini-program. */
  wechat: v.boolean(),
  /** In an event function WeChat itself identifies the caller: no code is needed. */
  caller: v.optional(v.literal(true)),
  /** In WeChat’s browser: the official account, and WeChat’s authorisation page, which redirects back with a code. */
  official: v.optional(v.object({ appid: v.string(), authorize: v.string() })),
  /** By a passkey, which belongs to the address that the app was opened at. */
  passkey: v.optional(v.literal(true)),
  /** Nobody is here yet, nor a station: the district begins with the first invitation. */
  first: v.optional(v.literal(true)),
  /** Personas to log in as, in the demo district only. */
  personas: v.optional(v.array(v.object({ persona: v.picklist(PERSONAS), name: v.string() }))),
})
export type LoginWays = v.InferOutput<typeof LoginWays>

/** Logging in, and the logins a person has. */
export const loginEndpoints = {
  loginWays: row({
    method: 'GET',
    path: '/api/login',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'List the login methods, apart from login codes',
    answer: LoginWays,
  }),
  login: row({
    method: 'POST',
    path: '/api/login',
    who: 'anyone',
    personal: true,
    limit: 'login',
    status: 200,
    refusals: [
      'desk-wrong',
      'desk-over',
      'desk-used',
      'passkey-nowhere',
      'passkey-over',
      'passkey-failed',
      'passkey-unknown',
      'passkey-stopped',
      'recovery-wrong',
    ],
    summary:
      'Log in: as a demo persona, with a code from the mini-program or the official account, with a login code from a ' +
      'phone, a passkey or a recovery code, or, in an event function, as the caller WeChat identifies',
    body: v.union([
      v.strictObject({ persona: v.picklist(PERSONAS), app: v.optional(App) }),
      v.strictObject({ code: WechatCode, app: v.optional(App) }),
      v.strictObject({ official: WechatCode, app: v.optional(App) }),
      v.strictObject({ desk: LoginCode }),
      v.strictObject({ passkey: Assertion, app: v.optional(App) }),
      v.strictObject({ recovery: RecoveryCode, app: v.optional(App) }),
      // The identity travels beside the request, never in the body; without one the answer is `bad-code`.
      v.strictObject({ wechat: v.literal('caller'), app: v.optional(App) }),
    ]),
    answer: v.object({ token: v.string(), ...Me.entries }),
  }),
  logout: row({
    method: 'POST',
    path: '/api/logout',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'End this login',
    answer: v.object({}),
  }),
  logins: row({
    method: 'GET',
    path: '/api/logins',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'List the caller’s logins, this one first, then by last use',
    answer: v.object({ logins: v.array(Login) }),
  }),
  endOtherLogins: row({
    method: 'DELETE',
    path: '/api/logins',
    who: 'person',
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'End all logins of the caller but this one; lists what is left',
    answer: v.object({ logins: v.array(Login) }),
  }),
  endLogin: row({
    method: 'DELETE',
    path: '/api/logins/:id',
    who: { own: 'login' },
    status: 200,
    refusals: [],
    summary: 'End one of the caller’s logins',
    params: v.object({ id: Uuid }),
    answer: v.object({ ended: v.string() }),
  }),
}
