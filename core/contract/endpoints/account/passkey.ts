import * as v from 'valibot'
import { CreationOptions, PasskeyName, Registration, RequestOptions } from '../../../account/passkey'
import { Uuid } from '../../../base/text'
import { Moment } from '../../../base/time'
import { row } from '../../endpoint'

/** A passkey as its owner sees it. `usedAt`: when it last logged them in. `stopped`: it was copied, and logs in no more. */
export const Passkey = v.object({
  id: v.string(),
  name: v.string(),
  since: Moment,
  usedAt: v.optional(Moment),
  stopped: v.optional(v.literal(true)),
})
export type Passkey = v.InferOutput<typeof Passkey>
const Passkeys = v.object({ passkeys: v.array(Passkey) })

/** Passkeys of the caller, and the challenges that they sign. */
export const passkeyEndpoints = {
  passkeys: row({
    method: 'GET',
    path: '/api/passkeys',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'List the caller’s passkeys, the newest first',
    answer: Passkeys,
  }),
  passkeyOptions: row({
    method: 'POST',
    path: '/api/passkeys/options',
    who: 'person',
    limit: 'code',
    status: 200,
    refusals: ['passkey-nowhere', 'login-not-fresh'],
    summary:
      'Options to create a passkey with, within ten minutes of logging in; their challenge is for this login, once',
    answer: CreationOptions,
  }),
  addPasskey: row({
    method: 'POST',
    path: '/api/passkeys',
    who: 'person',
    limit: 'code',
    status: 201,
    refusals: ['passkey-nowhere', 'passkey-over', 'passkey-failed', 'passkey-known', 'passkeys-full'],
    summary: 'Register a passkey of the caller; lists them all',
    body: v.strictObject({ name: PasskeyName, passkey: Registration }),
    answer: Passkeys,
  }),
  namePasskey: row({
    method: 'PATCH',
    path: '/api/passkeys/:id',
    who: { own: 'passkey' },
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'Rename a passkey of the caller; lists them all',
    params: v.object({ id: Uuid }),
    body: v.strictObject({ name: PasskeyName }),
    answer: Passkeys,
  }),
  removePasskey: row({
    method: 'DELETE',
    path: '/api/passkeys/:id',
    who: { own: 'passkey' },
    status: 200,
    refusals: [],
    summary: 'Remove a passkey of the caller, which logs in no more; lists those left',
    params: v.object({ id: Uuid }),
    answer: Passkeys,
  }),
  loginOptions: row({
    method: 'POST',
    path: '/api/login/options',
    who: 'anyone',
    personal: true,
    limit: 'login',
    status: 200,
    refusals: ['passkey-nowhere'],
    summary: 'Options to log in with a passkey; their challenge works once, for five minutes',
    answer: RequestOptions,
  }),
}
