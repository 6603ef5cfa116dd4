import * as v from 'valibot'
import { count } from '../../../base/count'
import { Moment } from '../../../base/time'
import { BookingStatus } from '../../../booking/booking'
import { Reason } from '../../../booking/closing-day'
import { CAPACITY_MOST } from '../../../catalogue/offering'
import { Session, Version } from '../../../catalogue/session'
import { BookingId, SessionId } from '../../../place/ids'
import { row } from '../../endpoint'

/** A group on a session's waitlist or on its seats, as a manager sees it; names are masked. */
export const WaitlistEntry = v.object({
  booking: BookingId,
  status: BookingStatus,
  /** Position on the waitlist, counted from one. */
  place: v.optional(v.number()),
  name: v.string(),
  size: v.number(),
  since: Moment,
  overtaken: v.number(),
  offerUntil: v.optional(Moment),
  /** One of them has already checked in, so the group cannot be unseated. */
  came: v.optional(v.boolean()),
})
export type WaitlistEntry = v.InferOutput<typeof WaitlistEntry>

/** Most groups that one change can unseat. */
const UNSEATED_MOST = 500

/** The waitlist and the seats of a session, for those who manage it. */
export const waitlistEndpoints = {
  line: row({
    method: 'GET',
    path: '/api/sessions/:id/line',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: [],
    summary: 'Waitlist of a session: who is seated, in order of booking, and who waits, in order of the waitlist',
    params: v.object({ id: SessionId }),
    answer: v.object({ session: Session, seated: v.array(WaitlistEntry), waiting: v.array(WaitlistEntry) }),
  }),
  changeSession: row({
    method: 'PATCH',
    path: '/api/sessions/:id',
    who: { act: 'change', at: 'session' },
    status: 200,
    refusals: ['seats-taken', 'changed-meanwhile', 'called-off', 'started'],
    summary: 'Change the capacity; the manager names who loses a place, and they go back to the waitlist',
    params: v.object({ id: SessionId }),
    body: v.strictObject({
      capacity: count(0, CAPACITY_MOST),
      /** Version of the session the manager saw; `changed-meanwhile` where it differs. */
      version: Version,
      /** Bookings that give up their places. */
      unseat: v.optional(v.pipe(v.array(BookingId), v.maxLength(UNSEATED_MOST))),
    }),
    answer: v.object({ session: Session }),
  }),
  callOff: row({
    method: 'POST',
    path: '/api/sessions/:id/call-off',
    who: { act: 'change', at: 'session' },
    status: 200,
    refusals: ['called-off', 'started'],
    summary: 'Call off a session and notify everyone of the reason',
    params: v.object({ id: SessionId }),
    body: v.strictObject({ reason: Reason }),
    answer: v.object({ session: Session, told: v.number() }),
  }),
}
