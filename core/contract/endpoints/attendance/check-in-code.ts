import * as v from 'valibot'
import { ReportedPosition } from '../../../attendance/check-in'
import { Hex32 } from '../../../base/bytes'
import { scannedText } from '../../../base/text'
import { Moment } from '../../../base/time'
import { Session } from '../../../catalogue/session'
import { BookingId, SessionId } from '../../../place/ids'
import { row } from '../../endpoint'

/** A group the caller booked for this session. `at`: when they checked in. */
const CheckInGroup = v.object({
  booking: BookingId,
  /** Names of those the caller may read. */
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
    limit: 'code',
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
    summary: 'Check in with a check-in code; with several bookings the answer lists them to choose from',
    body: v.strictObject({
      code: scannedText(300),
      /** Required with a code on paper only; checked and not stored. */
      spot: v.optional(ReportedPosition),
      /** Which group has come; not needed where there is only one. */
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
    summary: 'The check-in codes of a session: today’s screen key, and the text to print',
    params: v.object({ id: SessionId }),
    answer: v.object({
      session: Session,
      stationName: v.string(),
      /** The station’s position is approximate: 200 m from it may be at the entrance. */
      approximate: v.optional(v.literal(true)),
      /** The day of this answer. The screen key is that of this day, or of the session (core/attendance/check-in.ts, screenDay). */
      day: v.string(),
      screenKey: Hex32,
      paper: v.string(),
    }),
  }),
}
