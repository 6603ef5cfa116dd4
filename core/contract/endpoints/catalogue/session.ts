import * as v from 'valibot'
import { Session, SessionDetail } from '../../../catalogue/session'
import { SessionId } from '../../../place/ids'
import { row } from '../../endpoint'
import { SessionsQuery } from '../../query'

/** Sessions, readable without a login. */
export const sessionEndpoints = {
  sessions: row({
    method: 'GET',
    path: '/api/sessions',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'List sessions by start; `next` is the cursor of the next page',
    query: SessionsQuery,
    answer: v.object({ sessions: v.array(Session), next: v.optional(v.string()) }),
  }),
  session: row({
    method: 'GET',
    path: '/api/sessions/:id',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'One session, and the rules of its offering',
    params: v.object({ id: SessionId }),
    answer: SessionDetail,
  }),
}
