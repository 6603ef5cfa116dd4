import * as v from 'valibot'
import { Card } from '../../attendance/card'
import { Pass } from '../../attendance/pass'
import { count } from '../../base/count'
import type { RefusalCode } from '../../base/refusal'
import { freeText } from '../../base/text'
import { Booking, BookingId } from '../../booking/booking'
import { Strike, StrikeStatus } from '../../booking/strike'
import { Notice } from '../../notify/notice'
import { SessionId } from '../../place/ids'
import { FileAnswer, row } from '../endpoint'
import { PersonId } from './account'

const AUDIENCE: RefusalCode[] = [
  'too-young',
  'too-old',
  'age-unknown',
  'only-members',
  'only-veterans',
  'only-workers',
  'only-enterprises',
  'household-needed',
  'paused',
  'draw-on',
]

/** What somebody has booked, waits for, and is told. */
export const booking = {
  /** `own: 'household'`: the session is public, and whose the people are is asked in the statement that reads households. */
  book: row({
    method: 'POST',
    path: '/api/bookings',
    who: { own: 'household' },
    status: 201,
    idempotent: true,
    refusals: ['full', 'called-off', 'started', 'not-open-yet', 'too-many', 'already-booked', 'overlap', ...AUDIENCE],
    summary: 'Book places for me and mine, or a place in the line: all of us or none',
    body: v.strictObject({
      session: SessionId,
      /** Join the line where there are no places, instead of being told that it is full. */
      wait: v.optional(v.boolean()),
      people: v.pipe(
        v.array(PersonId),
        v.minLength(1),
        v.maxLength(20),
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
    summary: 'My bookings, the latest start first; with `wards` also those by proxy, which a worker makes for others',
    query: v.object({ wards: v.optional(v.literal('1')), session: v.optional(SessionId) }),
    answer: v.object({ bookings: v.array(Booking) }),
  }),
  booking: row({
    method: 'GET',
    path: '/api/bookings/:id',
    who: { own: 'booking' },
    status: 200,
    refusals: [],
    summary: 'One of my bookings, whoever it is for',
    params: v.object({ id: BookingId }),
    answer: v.object({ booking: Booking }),
  }),
  cancel: row({
    method: 'POST',
    path: '/api/bookings/:id/cancel',
    who: { own: 'booking' },
    status: 200,
    refusals: ['too-late-to-cancel', 'started', 'cancelled', 'came-already'],
    summary: 'Give the places back, or leave the line; after the deadline only `late`, which may count as a strike',
    params: v.object({ id: BookingId }),
    query: v.object({ late: v.optional(v.literal('1')) }),
    answer: v.object({ booking: Booking }),
  }),
  pass: row({
    method: 'GET',
    path: '/api/bookings/:id/pass',
    who: { own: 'booking' },
    status: 200,
    refusals: ['cancelled', 'not-offered'],
    summary: 'What is shown at the door',
    params: v.object({ id: BookingId }),
    answer: v.object({ pass: Pass }),
  }),
  /** Also for whoever is at the door of its station: they print it for people without a phone. */
  card: row({
    method: 'GET',
    path: '/api/bookings/:id/card',
    who: { act: 'attend', at: 'booking', orOwn: true },
    status: 200,
    refusals: ['cancelled', 'not-offered'],
    summary: 'The pass to print, for who has no phone; to the booker, and to who looks after the station',
    params: v.object({ id: BookingId }),
    answer: v.object({ card: Card }),
  }),
  accept: row({
    method: 'POST',
    path: '/api/bookings/:id/accept',
    who: { own: 'booking' },
    status: 200,
    refusals: ['not-offered', 'offer-over', 'cancelled', 'started'],
    summary: 'Yes to an offered place, or to a new time',
    params: v.object({ id: BookingId }),
    answer: v.object({ booking: Booking }),
  }),
  notices: row({
    method: 'GET',
    path: '/api/notices',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'What I should know, the newest first',
    answer: v.object({ notices: v.array(Notice), unread: v.number() }),
  }),
  readNotices: row({
    method: 'POST',
    path: '/api/notices/read',
    who: 'person',
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'I have seen everything up to this one',
    body: v.strictObject({ upTo: count(0) }),
    answer: v.object({ unread: v.number() }),
  }),
  strikes: row({
    method: 'GET',
    path: '/api/strikes',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'Where I stand with places that were not used',
    answer: v.object({ standing: StrikeStatus, strikes: v.array(Strike) }),
  }),
  appeal: row({
    method: 'POST',
    path: '/api/strikes/:id/appeal',
    who: { own: 'strike' },
    status: 200,
    refusals: ['appealed-already', 'words-risky'],
    summary: 'Why it should not count; the station answers',
    params: v.object({ id: BookingId }),
    body: v.strictObject({ words: freeText(200) }),
    answer: v.object({ strike: Strike }),
  }),
  calendarLink: row({
    method: 'POST',
    path: '/api/calendar',
    who: 'person',
    status: 201,
    refusals: [],
    summary: 'A private address that a calendar can follow; the one before it ends',
    answer: v.object({ path: v.string() }),
  }),
  calendarFeed: row({
    method: 'GET',
    path: '/api/calendar/:token',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'All that the owner of this address has booked, as iCalendar',
    params: v.object({ token: v.pipe(v.string(), v.regex(/^[\w-]{43}\.ics$/)) }),
    answer: FileAnswer,
    type: 'text/calendar',
  }),
  bookingCalendar: row({
    method: 'GET',
    path: '/api/bookings/:id/calendar',
    who: { own: 'booking' },
    status: 200,
    refusals: [],
    summary: 'One booking as iCalendar',
    params: v.object({ id: BookingId }),
    answer: v.object({ calendar: v.string() }),
  }),
}
