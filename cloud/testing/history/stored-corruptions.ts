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

/** What the database holds in the end. */
export const STORED_CORRUPTIONS: Corruptions = {
  'a booking that was answered is lost': [
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
  'two who wait have changed places': [
    /^booking .* in the end/,
    (history) => {
      const [one, other] = waitingIn(history, HOT).map(([, booking]) => booking)
      const place = required(one, 'waiting party').place
      required(one, 'waiting party').place = required(other, 'second waiting party').place
      required(other, 'second waiting party').place = place
    },
  ],
  'a promotion skips a party that fits': [
    /^booking .* in the end/,
    (history) => {
      const seated = bookingsWhere(history, (one) => one.session === HOT && isSeated(one))
      const pairs = seated.flatMap(([, one]) =>
        waitingIn(history, HOT).flatMap(([, other]) => (other.seats === one.seats ? [[one, other] as const] : [])),
      )
      const [one, other] = required(pairs.at(-1), 'two parties of one size')
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
  'an offer lasts longer than it may': [
    /^booking .* in the end/,
    (history) => {
      const [, offer] = required(bookingsWhere(history, (one) => one.offerUntil !== null)[0], 'offer that stands')
      offer.offerUntil = (offer.offerUntil ?? 0) + 1
    },
  ],
  'a cancellation is forgotten': [
    /^booking .* in the end/,
    (history) => {
      const [, booking] = required(bookingsWhere(history, (one) => one.ended === 'self')[0], 'cancelled booking')
      Object.assign(booking, { status: 'booked', ended: null })
    },
  ],
  'a party is overtaken that nobody passed': [
    /^booking .* in the end/,
    (history) => {
      const [, booking] = required(waitingIn(history, HOT)[0], 'waiting party')
      booking.overtaken++
    },
  ],
  'a seat is kept for nobody': [
    /^session .* in the end/,
    (history) => {
      finalSession(history, LEFT).held++
    },
  ],
  'what is called off goes on': [
    /^session .* in the end/,
    (history) => {
      finalSession(history, LEFT).status = 'open'
    },
  ],
}
