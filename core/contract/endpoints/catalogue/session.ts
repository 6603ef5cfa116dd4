import * as v from 'valibot'
import { Session, SessionDetail, SessionId } from '../../../catalogue/session'
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
    summary: 'What is on, by start; `next` is the cursor of the page that follows',
    query: SessionsQuery,
    answer: v.object({ sessions: v.array(Session), next: v.optional(v.string()) }),
  }),
  session: row({
    method: 'GET',
    path: '/api/sessions/:id',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'One session, and the rules of what is offered',
    params: v.object({ id: SessionId }),
    answer: SessionDetail,
  }),
}
