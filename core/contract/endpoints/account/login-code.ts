import * as v from 'valibot'
import { Uuid } from '../../../base/text'
import { Moment } from '../../../base/time'
import { row } from '../../endpoint'
import { Login } from './login'

/** The code a phone shows, by which its owner logs in at a computer. */
export const loginCodeEndpoints = {
  makeDeskCode: row({
    method: 'POST',
    path: '/api/desk-codes',
    who: 'person',
    status: 201,
    refusals: ['desk-from-desk'],
    summary:
      'A code that logs me in at a computer, once, for two minutes; the one before ends, and it ends with this login',
    answer: v.object({ id: Uuid, code: v.string(), until: Moment }),
  }),
  deskCode: row({
    method: 'GET',
    path: '/api/desk-codes/:id',
    who: { own: 'login-code' },
    status: 200,
    refusals: [],
    summary: 'What became of a code that I show; there is none any more where another took its place',
    params: v.object({ id: Uuid }),
    answer: v.object({
      state: v.picklist(['shown', 'used', 'over']),
      /** What it opened, until that is ended. */
      login: v.optional(Login),
    }),
  }),
}
