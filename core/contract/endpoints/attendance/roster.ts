import * as v from 'valibot'
import { FlaggedArrival, RosterEntry } from '../../../attendance/roster'
import { Session } from '../../../catalogue/session'
import { SessionId } from '../../../place/ids'
import { row } from '../../endpoint'

/** Who is booked for a session and who has come. */
export const rosterEndpoints = {
  roster: row({
    method: 'GET',
    path: '/api/sessions/:id/roster',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: [],
    summary: 'Roster of a session: who is booked and who has come; names are masked',
    params: v.object({ id: SessionId }),
    answer: v.object({
      session: Session,
      roster: v.array(RosterEntry),
      flagged: v.array(FlaggedArrival),
      walkedIn: v.number(),
    }),
  }),
}
