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
    summary: 'Export everything stored about the caller and the people only they are responsible for, and why',
    type: 'application/json',
    answer: FileAnswer,
  }),
  eraseMe: row({
    method: 'DELETE',
    path: '/api/me',
    who: 'person',
    status: 200,
    refusals: ['inside-now', 'wards-left', 'last-district'],
    summary:
      'Erase the caller and the people only they are responsible for; future bookings are cancelled, past ones stay without a name',
    // In the query, since content in a DELETE has no defined semantics (RFC 9110, 9.3.5), nor a defined effect in `wx.request`.
    query: v.object({ sure: v.literal('yes') }),
    answer: v.object({}),
  }),
}
