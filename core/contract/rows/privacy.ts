import * as v from 'valibot'
import { Uuid } from '../../base/text'
import { Moment } from '../../base/time'
import { FileAnswer, row } from '../endpoint'

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

/** What is kept about a person, in their own hands. */
export const privacy = {
  exportMe: row({
    method: 'GET',
    path: '/api/me/export',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'Everything that is kept about me and those for whom I alone care, and why, as a file',
    type: 'application/json',
    answer: FileAnswer,
  }),
  eraseMe: row({
    method: 'DELETE',
    path: '/api/me',
    who: 'person',
    status: 200,
    refusals: ['inside-now', 'wards-left', 'last-district'],
    summary: 'Erase me and those for whom I alone care; what is ahead is given back, what is over stays without a name',
    // Not in a body: what one means with DELETE is defined nowhere (RFC 9110, 9.3.5), nor what `wx.request` makes of it.
    query: v.object({ sure: v.literal('yes') }),
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
