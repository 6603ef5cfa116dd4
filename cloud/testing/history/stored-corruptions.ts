import {
  bookingIn,
  bookingsWhere,
  type Corruptions,
  finalSession,
  firstAnswerOf,
  isSeated,
  required,
  waitingIn,
} from './corruption'
import { HOT, LEFT } from './rush-scenario'

/** Corruptions of the final state of the database. */
export const STORED_CORRUPTIONS: Corruptions = {
  'an answered booking is lost': [
    /^booking .* is undefined in the end/,
    (history) => {
      delete history.end.bookings[bookingIn(firstAnswerOf(history, 'book', 201, HOT)).id]
    },
  ],
  'one seat too many is taken': [
    /^session .* in the end/,
    (history) => {
      finalSession(history, HOT).taken++
    },
  ],
  'two waiting groups have swapped places': [
    /^booking .* in the end/,
    (history) => {
      const [one, other] = waitingIn(history, HOT).map(([, booking]) => booking)
      const place = required(one, 'waiting group').place
      required(one, 'waiting group').place = required(other, 'second waiting group').place
      required(other, 'second waiting group').place = place
    },
  ],
  'a promotion skips a group that fits': [
    /^booking .* in the end/,
    (history) => {
      const seated = bookingsWhere(history, (one) => one.session === HOT && isSeated(one))
      const pairs = seated.flatMap(([, one]) =>
        waitingIn(history, HOT).flatMap(([, other]) => (other.seats === one.seats ? [[one, other] as const] : [])),
      )
      const [one, other] = required(pairs.at(-1), 'two groups of one size')
      const { status, version, offerUntil } = one
      Object.assign(one, { status: other.status, version: other.version, offerUntil: other.offerUntil })
      Object.assign(other, { status, version, offerUntil })
    },
  ],
  'a household is split': [
    /^people's times/,
    (history) => {
      const [id] = required(
        bookingsWhere(history, (one) => isSeated(one) && one.seats > 1)[0],
        'household that is seated',
      )
      history.end.times.splice(
        history.end.times.findIndex((time) => time.endsWith(id)),
        1,
      )
    },
  ],
  'an offer lasts too long': [
    /^booking .* in the end/,
    (history) => {
      const [, offer] = required(bookingsWhere(history, (one) => one.offerUntil !== null)[0], 'offer that stands')
      offer.offerUntil = (offer.offerUntil ?? 0) + 1
    },
  ],
  'a cancellation is lost': [
    /^booking .* in the end/,
    (history) => {
      const [, booking] = required(bookingsWhere(history, (one) => one.ended === 'self')[0], 'cancelled booking')
      Object.assign(booking, { status: 'booked', ended: null })
    },
  ],
  'a group counts as overtaken that was not': [
    /^booking .* in the end/,
    (history) => {
      const [, booking] = required(waitingIn(history, HOT)[0], 'waiting group')
      booking.overtaken++
    },
  ],
  'a seat is held for no group': [
    /^session .* in the end/,
    (history) => {
      finalSession(history, LEFT).held++
    },
  ],
  'a called-off session is still open': [
    /^session .* in the end/,
    (history) => {
      finalSession(history, LEFT).status = 'open'
    },
  ],
}
