import * as v from 'valibot'
import { ReportedPosition } from '../../../attendance/check-in'
import { Hex32 } from '../../../base/bytes'
import { Moment } from '../../../base/time'
import { BookingId } from '../../../booking/booking'
import { Session, SessionId } from '../../../catalogue/session'
import { row } from '../../endpoint'

/** A party of mine at this session. `at`: they have come, since then. */
const CheckInGroup = v.object({
  booking: BookingId,
  /** Those of them whom I know by name. */
  names: v.array(v.string()),
  seats: v.number(),
  at: v.optional(Moment),
})
export type CheckInGroup = v.InferOutput<typeof CheckInGroup>

/** The check-in code at a session: people with a booking check in themselves. */
export const checkInCodeEndpoints = {
  checkIn: row({
    method: 'POST',
    path: '/api/check-in',
    who: 'person',
    status: 200,
    repeatable: true,
    refusals: [
      'forged',
      'stale',
      'unknown-pass',
      'wall-off',
      'called-off',
      'not-now',
      'not-booked-here',
      'no-place',
      'cancelled',
      'place-needed',
      'too-far',
    ],
    summary:
      'I am here, by the code on the wall. Of several bookings of mine it asks which; sent twice, it counts once',
    body: v.strictObject({
      code: v.pipe(v.string(), v.maxLength(300)),
      /** Asked for with a code on paper alone; it is looked at and not kept. */
      spot: v.optional(ReportedPosition),
      /** Which party has come. Where I have but one it is that one. */
      booking: v.optional(BookingId),
    }),
    answer: v.object({
      session: SessionId,
      title: v.string(),
      stationName: v.string(),
      startsAt: Moment,
      endsAt: Moment,
      parties: v.array(CheckInGroup),
    }),
  }),
  wall: row({
    method: 'GET',
    path: '/api/sessions/:id/wall',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: ['wall-off', 'called-off'],
    summary: 'What makes a session’s codes: the key of today’s screen, and the text on paper',
    params: v.object({ id: SessionId }),
    answer: v.object({
      session: Session,
      stationName: v.string(),
      /** The station’s place is roughly known: two hundred metres from it may be none from the door. */
      approximate: v.optional(v.literal(true)),
      /** The day for which a screen has its key; another day has another. */
      day: v.string(),
      screenKey: Hex32,
      paper: v.string(),
    }),
  }),
}
