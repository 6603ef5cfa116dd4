import * as v from 'valibot'
import { FileAnswer, row } from '../../endpoint'

/** What is stored about a person: export and erasure. */
export const privacyEndpoints = {
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
}
