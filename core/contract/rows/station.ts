import * as v from 'valibot'
import { Draw } from '../../booking/draw'
import { Session, SessionDetail } from '../../catalogue/session'
import { SessionId } from '../../place/ids'
import { Pack, Station, StationId } from '../../place/station'
import { row } from '../endpoint'
import { NearQuery, SessionsQuery } from '../query'

/** Where there is something, and what is on. */
export const station = {
  stations: row({
    method: 'GET',
    path: '/api/stations',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: "The district's pack: every station; unchanged since If-None-Match, 304",
    answer: Pack,
  }),
  near: row({
    method: 'GET',
    path: '/api/stations/near',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'The nearest stations, nearest first, with metres as the crow flies and minutes on foot',
    query: NearQuery,
    answer: v.object({
      stations: v.array(v.object({ station: Station, metres: v.number(), minutes: v.number() })),
    }),
  }),
  station: row({
    method: 'GET',
    path: '/api/stations/:id',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'One station',
    params: v.object({ id: StationId }),
    answer: v.object({ station: Station }),
  }),
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
  draw: row({
    method: 'GET',
    path: '/api/sessions/:id/draw',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'The draw of a session: its hash, and once it is made, all that is needed to check it',
    params: v.object({ id: SessionId }),
    answer: v.object({ draw: Draw }),
  }),
}
