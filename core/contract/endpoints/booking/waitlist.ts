import * as v from 'valibot'
import { count } from '../../../base/count'
import { Moment } from '../../../base/time'
import { BookingId, BookingStatus } from '../../../booking/booking'
import { Reason } from '../../../booking/closing-day'
import { Session, SessionId } from '../../../catalogue/session'
import { row } from '../../endpoint'

/** A party in a session's line or on its seats, as a manager sees it; names are masked. */
export const WaitlistEntry = v.object({
  booking: BookingId,
  status: BookingStatus,
  /** In the line: which party it is, counted from one. */
  place: v.optional(v.number()),
  name: v.string(),
  size: v.number(),
  since: Moment,
  overtaken: v.number(),
  offerUntil: v.optional(Moment),
  /** Somebody of them is inside already: their places are theirs. */
  came: v.optional(v.boolean()),
})
export type WaitlistEntry = v.InferOutput<typeof WaitlistEntry>

const Count = count(0, 100_000)

/** The waitlist and the seats of a session, for those who manage it. */
export const waitlistEndpoints = {
  line: row({
    method: 'GET',
    path: '/api/sessions/:id/line',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: [],
    summary: 'Who is seated, in order of arrival, and who waits, in order of the line',
    params: v.object({ id: SessionId }),
    answer: v.object({ session: Session, seated: v.array(WaitlistEntry), waiting: v.array(WaitlistEntry) }),
  }),
  changeSession: row({
    method: 'PATCH',
    path: '/api/sessions/:id',
    who: { act: 'change', at: 'session' },
    status: 200,
    refusals: ['seats-taken', 'changed-meanwhile', 'called-off', 'started'],
    summary: 'More or fewer places. Whoever has no place then is named by the manager, and goes back to the line',
    params: v.object({ id: SessionId }),
    body: v.strictObject({
      capacity: Count,
      /** The session as the manager saw it. */
      version: Count,
      /** Bookings that give up their places. */
      unseat: v.optional(v.pipe(v.array(BookingId), v.maxLength(500))),
    }),
    answer: v.object({ session: Session }),
  }),
  callOff: row({
    method: 'POST',
    path: '/api/sessions/:id/call-off',
    who: { act: 'change', at: 'session' },
    status: 200,
    refusals: ['called-off', 'started'],
    summary: 'It does not take place; everybody is told why',
    params: v.object({ id: SessionId }),
    body: v.strictObject({ reason: Reason }),
    answer: v.object({ session: Session, told: v.number() }),
  }),
}
