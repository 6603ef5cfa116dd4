import * as v from 'valibot'
import { BookingId } from '../../../place/ids'
import { FileAnswer, row } from '../../endpoint'

/** Bookings as iCalendar (RFC 5545). */
export const calendarEndpoints = {
  calendarLink: row({
    method: 'POST',
    path: '/api/calendar',
    who: 'person',
    status: 201,
    refusals: [],
    summary: 'Create a private calendar feed address; it replaces the one before',
    answer: v.object({ path: v.string() }),
  }),
  calendarFeed: row({
    method: 'GET',
    path: '/api/calendar/:token',
    who: 'anyone',
    personal: true,
    status: 200,
    refusals: [],
    summary: 'Calendar feed: all bookings of the address’s owner, as iCalendar',
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
