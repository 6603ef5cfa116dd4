import * as v from 'valibot'
import type { RefusalCode } from '../../../base/refusal'
import { Moment } from '../../../base/time'
import { Booking } from '../../../booking/booking'
import { PEOPLE_MOST } from '../../../catalogue/offering'
import { BookingId, SessionId } from '../../../place/ids'
import { row } from '../../endpoint'
import { PersonId } from '../account/person'

const AUDIENCE: RefusalCode[] = [
  'too-young',
  'too-old',
  'age-unknown',
  'only-members',
  'only-veterans',
  'only-workers',
  'only-enterprises',
  'household-needed',
  'consent-needed',
  'paused',
  'draw-on',
]

/** Bookings of the caller. */
export const bookingEndpoints = {
  /** `own: 'household'`: the session is public, and the statement that reads households checks whose the people are. */
  book: row({
    method: 'POST',
    path: '/api/bookings',
    who: { own: 'household' },
    limit: 'booking',
    status: 201,
    idempotent: true,
    refusals: ['full', 'called-off', 'started', 'not-open-yet', 'too-many', 'already-booked', 'overlap', ...AUDIENCE],
    summary: 'Book places for a group, or join the waitlist; the whole group or nobody',
    body: v.strictObject({
      session: SessionId,
      /** Join the waitlist where there are no places, instead of being refused as `full`. */
      wait: v.optional(v.boolean()),
      people: v.pipe(
        v.array(PersonId),
        v.minLength(1),
        v.maxLength(PEOPLE_MOST),
        v.check((ids) => new Set(ids).size === ids.length, 'each person once'),
      ),
    }),
    answer: v.object({ booking: Booking }),
  }),
  bookings: row({
    method: 'GET',
    path: '/api/bookings',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'List the caller’s bookings, latest start first; with `wards` also those made by proxy',
    query: v.object({ wards: v.optional(v.literal('1')), session: v.optional(SessionId) }),
    answer: v.object({ bookings: v.array(Booking) }),
  }),
  booking: row({
    method: 'GET',
    path: '/api/bookings/:id',
    who: { own: 'booking' },
    status: 200,
    refusals: [],
    summary: 'One of the caller’s bookings',
    params: v.object({ id: BookingId }),
    answer: v.object({ booking: Booking }),
  }),
  cancel: row({
    method: 'POST',
    path: '/api/bookings/:id/cancel',
    who: { own: 'booking' },
    status: 200,
    refusals: ['too-late-to-cancel', 'started', 'cancelled', 'came-already'],
    summary: 'Cancel a booking or leave the waitlist; after the deadline only with `late`, which may count as a strike',
    params: v.object({ id: BookingId }),
    query: v.object({ late: v.optional(v.literal('1')) }),
    answer: v.object({ booking: Booking }),
  }),
  accept: row({
    method: 'POST',
    path: '/api/bookings/:id/accept',
    who: { own: 'booking' },
    status: 200,
    refusals: ['not-offered', 'offer-over', 'moved-again', 'cancelled', 'started'],
    summary: 'Accept an offered place, or the new time of a moved session (`startsAt`: the time that was read)',
    params: v.object({ id: BookingId }),
    query: v.object({ startsAt: v.optional(Moment) }),
    answer: v.object({ booking: Booking }),
  }),
}
