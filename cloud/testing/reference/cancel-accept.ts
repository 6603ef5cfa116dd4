import type { Instant } from '@core/base/time'
import { endBooking, promoteNext } from './seating'
import {
  bookerView,
  deadlineOf,
  NOT_FOUND,
  refused,
  type State,
  type Step,
  sessionOf,
  statusOf,
  updateBooking,
  withSession,
} from './state'

export type Own = { who: string; booking: string }

/** Cancels a booking; after the deadline only with `late`. */
export function cancel(state: State, { who, booking, late }: Own & { late: boolean }, now: Instant): Step {
  const booked = state.bookings[booking]
  if (booked?.booker !== who) return { state, answer: NOT_FOUND }
  if (booked.gone) return { state, answer: refused({ refusal: 'cancelled' }) }
  const { startsAt } = sessionOf(state, booked.session)
  const isLate = statusOf(state, booked) === 'booked' && now > deadlineOf(state, booked)
  if (isLate && now >= startsAt) return { state, answer: refused({ refusal: 'started' }) }
  if (isLate && !late) {
    return { state, answer: refused({ refusal: 'too-late-to-cancel', phone: state.rules.phone }) }
  }
  const gone = endBooking(state, booked, isLate ? 'late' : 'self')
  return { state: promoteNext(gone, booked.session, now), answer: { status: 200, body: bookerView(gone, booking) } }
}

/** Accepts an offer. */
export function accept(state: State, { who, booking }: Own, now: Instant): Step {
  const booked = state.bookings[booking]
  if (booked?.booker !== who) return { state, answer: NOT_FOUND }
  const { gone, session, offerUntil } = booked
  if (gone) return { state, answer: refused({ refusal: gone.how === 'lapsed' ? 'offer-over' : 'cancelled' }) }
  const current = sessionOf(state, session)
  if (current.startsAt <= now) return { state, answer: refused({ refusal: 'started' }) }
  const status = statusOf(state, booked)
  if (status === 'waiting') return { state, answer: refused({ refusal: 'not-offered' }) }
  if (status === 'booked') return { state, answer: { status: 200, body: bookerView(state, booking) } }
  if (offerUntil !== null && offerUntil <= now) {
    return { state: promoteNext(state, session, now), answer: refused({ refusal: 'offer-over' }) }
  }
  const groups = current.line.groups.map((one) => (one.id === booking ? { ...one, status: 'booked' as const } : one))
  const seated = withSession(state, { ...current, line: { ...current.line, groups } })
  const after = updateBooking(seated, booking, { offerUntil: null })
  return { state: after, answer: { status: 200, body: bookerView(after, booking) } }
}
