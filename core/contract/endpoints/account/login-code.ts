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
      'Create a login code for a computer, valid once for two minutes; it replaces the one before and ends with this login',
    answer: v.object({ id: Uuid, code: v.string(), until: Moment }),
  }),
  deskCode: row({
    method: 'GET',
    path: '/api/desk-codes/:id',
    who: { own: 'login-code' },
    status: 200,
    refusals: [],
    summary: 'State of a login code of the caller; 404 once a newer code has replaced it',
    params: v.object({ id: Uuid }),
    answer: v.object({
      state: v.picklist(['shown', 'used', 'over']),
      /** The login it created, while that exists. */
      login: v.optional(Login),
    }),
  }),
}
