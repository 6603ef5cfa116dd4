import type { Instant } from '@core/base/time'
import { end, seatNext } from './seating'
import { bump, NOT_FOUND, refused, type State, type Step, sightOf, sittingOf, statusOf, withSitting } from './state'

export type Own = { who: string; booking: string }

/** Given back; after the deadline only by who means it. */
export function cancel(state: State, { who, booking, late }: Own & { late: boolean }, now: Instant): Step {
  const booked = state.bookings[booking]
  if (booked?.booker !== who) return { state, answer: NOT_FOUND }
  if (booked.gone) return { state, answer: refused({ refusal: 'cancelled' }) }
  const { startsAt } = sittingOf(state, booked.session)
  const isLate = statusOf(state, booked) === 'booked' && now > startsAt - state.house.cancelWithin
  if (isLate && now >= startsAt) return { state, answer: refused({ refusal: 'started' }) }
  if (isLate && !late) {
    return { state, answer: refused({ refusal: 'too-late-to-cancel', phone: state.house.phone }) }
  }
  const gone = end(state, booked, isLate ? 'late' : 'self')
  return { state: seatNext(gone, booked.session, now), answer: { status: 200, body: sightOf(gone, booking) } }
}

/** Yes to an offer. */
export function accept(state: State, { who, booking }: Own, now: Instant): Step {
  const booked = state.bookings[booking]
  if (booked?.booker !== who) return { state, answer: NOT_FOUND }
  const { gone, session, offerUntil } = booked
  if (gone) return { state, answer: refused({ refusal: gone.how === 'lapsed' ? 'offer-over' : 'cancelled' }) }
  const sitting = sittingOf(state, session)
  if (sitting.startsAt <= now) return { state, answer: refused({ refusal: 'started' }) }
  const status = statusOf(state, booked)
  if (status === 'waiting') return { state, answer: refused({ refusal: 'not-offered' }) }
  if (status === 'booked') return { state, answer: { status: 200, body: sightOf(state, booking) } }
  if (offerUntil !== null && offerUntil <= now) {
    return { state: seatNext(state, session, now), answer: refused({ refusal: 'offer-over' }) }
  }
  const parties = sitting.line.parties.map((one) => (one.id === booking ? { ...one, status: 'booked' as const } : one))
  const seated = withSitting(state, { ...sitting, line: { ...sitting.line, parties } })
  const after = bump(seated, booking, { offerUntil: null })
  return { state: after, answer: { status: 200, body: sightOf(after, booking) } }
}
