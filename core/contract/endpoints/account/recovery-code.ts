import * as v from 'valibot'
import { row } from '../../endpoint'

/** Recovery codes of the caller: printed, each logs them in once. */
export const recoveryCodeEndpoints = {
  recoveryCodes: row({
    method: 'GET',
    path: '/api/recovery-codes',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'How many recovery codes of the caller are left; the codes themselves are shown once',
    answer: v.object({ left: v.number() }),
  }),
  makeRecoveryCodes: row({
    method: 'POST',
    path: '/api/recovery-codes',
    who: 'person',
    limit: 'code',
    status: 201,
    refusals: ['login-not-fresh'],
    summary: 'Create a set of recovery codes, within ten minutes of logging in; it replaces the one before',
    answer: v.object({ codes: v.array(v.string()) }),
  }),
}
