import * as v from 'valibot'
import { LOGIN_CODE } from '../../../account/login-code'
import { PERSONAS } from '../../../account/persona'
import { Uuid } from '../../../base/text'
import { Moment } from '../../../base/time'
import { row } from '../../endpoint'
import { Me } from './person'

/** Where one is logged in, as the app says of itself. */
export const App = v.picklist(['weapp', 'h5'])
export type App = v.InferOutput<typeof App>

export const Login = v.object({
  id: v.string(),
  app: v.optional(App),
  since: Moment,
  /** To the day: it is looked at no more often. */
  usedAt: Moment,
  /** Unless it is used before. */
  until: Moment,
  /** At a computer, by the code that a phone showed. */
  desk: v.optional(v.literal(true)),
  /** The one that asks. */
  here: v.optional(v.literal(true)),
})
export type Login = v.InferOutput<typeof Login>

/** What WeChat gives for a tap: once, for five minutes. */
export const WechatCode = v.pipe(v.string(), v.minLength(1), v.maxLength(128))

export const LoginWays = v.object({
  /** By the code of `wx.login`, in the mini-program. */
  wechat: v.boolean(),
  /** WeChat itself names who calls, to an event function: no code is asked for. */
  caller: v.optional(v.literal(true)),
  /** In WeChat’s own browser: who its account is, and the page of WeChat’s that sends a reader back with a code. */
  official: v.optional(v.object({ appid: v.string(), authorize: v.string() })),
  /** Who one can be, in the demo district alone. */
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
    summary: 'How one can log in here, beside the code that somebody’s phone shows',
    answer: LoginWays,
  }),
  login: row({
    method: 'POST',
    path: '/api/login',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary:
      'Log in: as a persona of the demo, with a code of the mini-program or one that the official account’s page got, or, ' +
      'in an event function, as whom WeChat itself names',
    body: v.union([
      v.strictObject({ persona: v.picklist(PERSONAS), app: v.optional(App) }),
      v.strictObject({ code: WechatCode, app: v.optional(App) }),
      v.strictObject({ official: WechatCode, app: v.optional(App) }),
      v.strictObject({ desk: v.pipe(v.string(), v.regex(LOGIN_CODE)) }),
      // Who that is stands beside the request and never in it; where nobody is named it is a bad code.
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
    summary: 'Where I am logged in; this one first, then the last used',
    answer: v.object({ logins: v.array(Login) }),
  }),
  endLogin: row({
    method: 'DELETE',
    path: '/api/logins/:id',
    who: { own: 'login' },
    status: 200,
    refusals: [],
    summary: 'End one of my logins, wherever it is',
    params: v.object({ id: Uuid }),
    answer: v.object({ ended: v.string() }),
  }),
}
