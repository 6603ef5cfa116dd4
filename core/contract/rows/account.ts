import * as v from 'valibot'
import { GuardianCode } from '../../account/guardian-code'
import { LOGIN_CODE } from '../../account/login-code'
import { Born, Person, PersonName } from '../../account/person'
import { PERSONAS } from '../../account/persona'
import { Role } from '../../account/role'
import { Uuid } from '../../base/text'
import { row } from '../endpoint'
import { WardsQuery } from '../query'
import { App } from './privacy'

export const Me = v.object({
  person: Person,
  people: v.array(Person),
  roles: v.array(Role),
  /** Masked; only where one was given. */
  phone: v.optional(v.string()),
})
export type Me = v.InferOutput<typeof Me>
export const PersonId = Uuid

/** What WeChat gives for a tap: once, for five minutes. */
const WechatCode = v.pipe(v.string(), v.minLength(1), v.maxLength(128))

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

/** Logging in, and the people one books for. */
export const account = {
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
  me: row({
    method: 'GET',
    path: '/api/me',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'Me, the people I book for, and what I look after',
    answer: Me,
  }),
  givePhone: row({
    method: 'POST',
    path: '/api/me/phone',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'My telephone number, by the code of WeChat’s button; kept sealed, shown masked',
    body: v.strictObject({ code: WechatCode }),
    answer: v.object({ phone: v.string() }),
  }),
  dropPhone: row({
    method: 'DELETE',
    path: '/api/me/phone',
    who: 'person',
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'My telephone number is not kept any longer',
    answer: v.object({}),
  }),
  /** The relation `ward` is known only to those who may book by proxy; to others it is `bad-input`. */
  addPerson: row({
    method: 'POST',
    path: '/api/people',
    who: 'person',
    status: 201,
    refusals: ['consent-needed', 'household-full', 'wards-full', 'words-risky'],
    summary: 'A child or a parent joins the people I book for; with a role, somebody my station looks after',
    body: v.strictObject({
      name: PersonName,
      /** A `ward` is only for who has a role. */
      relation: v.picklist(['child', 'parent', 'ward']),
      born: v.optional(Born),
      /** A child under 14 needs the guardian's word; it is kept with its time. */
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
  /** The caller's own wards, while they have a role that looks after some. */
  wards: row({
    method: 'GET',
    path: '/api/wards',
    who: { act: 'proxy', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'Whom my station looks after through me, the newest first; `q` is part of a name',
    query: WardsQuery,
    answer: v.object({ wards: v.array(Person) }),
  }),
  changePerson: row({
    method: 'PATCH',
    path: '/api/people/:id',
    who: { own: 'person' },
    status: 200,
    repeatable: true,
    refusals: ['consent-needed', 'words-risky'],
    summary: 'Mend a name or a birth month, mine or of one I book for',
    params: v.object({ id: PersonId }),
    body: v.strictObject({
      name: v.optional(PersonName),
      born: v.optional(v.nullable(Born)),
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
  removePerson: row({
    method: 'DELETE',
    path: '/api/people/:id',
    who: { own: 'dependant' },
    status: 200,
    refusals: ['still-booked'],
    summary: 'One leaves the people I book for; name and birth month are erased',
    params: v.object({ id: PersonId }),
    answer: v.object({ removed: v.string() }),
  }),
  invite: row({
    method: 'POST',
    path: '/api/people/:id/invitation',
    who: { own: 'dependant' },
    status: 201,
    refusals: [],
    summary: 'A code for the other guardian of one I care for; it works once, for three days',
    params: v.object({ id: PersonId }),
    answer: v.object({ code: v.string(), until: v.string() }),
  }),
  joinAsGuardian: row({
    method: 'POST',
    path: '/api/invitations',
    who: 'person',
    status: 201,
    refusals: ['bad-invitation', 'consent-needed', 'household-full', 'wards-full', 'in-household-already'],
    summary: 'With the code of an invitation: I care for this one too',
    body: v.strictObject({
      code: GuardianCode,
      relation: v.picklist(['child', 'parent', 'ward']),
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
}
