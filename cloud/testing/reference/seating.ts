import type { Instant } from '@core/base/time'
import {
  freeOf,
  type IsAvailable,
  leave,
  mayHold,
  offerUntil,
  promote,
  SEATED_LATE_GRACE,
} from '@core/booking/waitlist'
import {
  bookingOf,
  groupOf,
  type ModelBooking,
  type ModelSession,
  type State,
  sessionOf,
  statusOf,
  updateBooking,
  withSession,
} from './state'

const overlap = (a: ModelSession, b: ModelSession): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/** People with a seat in this session or in one that overlaps it. */
export function busyDuring(state: State, current: ModelSession): Set<string> {
  const busy = new Set<string>()
  for (const booked of Object.values(state.bookings)) {
    const status = statusOf(state, booked)
    const seated = status === 'booked' || status === 'offered'
    if (seated && overlap(sessionOf(state, booked.session), current)) for (const id of booked.people) busy.add(id)
  }
  return busy
}

export function whoCanCome(state: State, current: ModelSession): IsAvailable {
  const busy = busyDuring(state, current)
  return (id) => bookingOf(state, id).people.every((person) => !busy.has(person))
}

/** Ends a booking, under a version of its own: it leaves its seats or the waitlist. */
export function endBooking(
  state: State,
  booked: ModelBooking,
  how: 'self' | 'late' | 'lapsed' | 'closed' | 'station',
): State {
  const group = groupOf(state, booked)
  const after = updateBooking(state, booked.id, { gone: { how, group }, offerUntil: null })
  const current = sessionOf(after, booked.session)
  return withSession(after, { ...current, line: leave(current.line, booked.id) })
}

const byEnd = (a: ModelBooking, b: ModelBooking): number =>
  (a.offerUntil ?? 0) - (b.offerUntil ?? 0) || (a.id < b.id ? -1 : 1)

/** Ends expired offers, then promotes the first waiting groups that fit; each change has a version of its own. */
export function promoteNext(state: State, session: string, now: Instant): State {
  if (sessionOf(state, session).status !== 'open') return state
  const over = Object.values(state.bookings)
    .filter((one) => one.session === session && one.offerUntil !== null && one.offerUntil <= now)
    .sort(byEnd)
  const lapsed = over.reduce((before, one) => endBooking(before, one, 'lapsed'), state)
  const current = sessionOf(lapsed, session)
  if (current.startsAt <= now) return withSession(lapsed, { ...current, line: { ...current.line, held: 0 } })
  const until = offerUntil(current.startsAt, now)
  const as = until === null ? 'booked' : 'offered'
  const holds = mayHold(current.startsAt, now)
  const { line, promoted } = promote(current.line, as, whoCanCome(lapsed, current), holds)
  const seated = withSession(lapsed, { ...current, line })
  const given = { offerUntil: until, leaveUntil: until === null ? now + SEATED_LATE_GRACE : null }
  return promoted.reduce((before, id) => updateBooking(before, id, given), seated)
}

/** Ends the bookings that still wait when the session starts. */
export function closeWaitlist(state: State, session: string, now: Instant): State {
  const lapsed = promoteNext(state, session, now)
  const waiting = sessionOf(lapsed, session).line.groups.filter((group) => group.status === 'waiting')
  return [...waiting]
    .sort((a, b) => a.place - b.place)
    .reduce((before, group) => endBooking(before, bookingOf(before, group.id), 'closed'), lapsed)
}

/** The timer: promotes or closes every waitlist where it is due. */
export function runWaitlistJobs(state: State, now: Instant): State {
  const due = Object.values(state.sessions)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((current) => {
      const begun = current.startsAt <= now
      const waits = current.line.groups.some((group) => group.status === 'waiting')
      const room = current.status === 'open' && freeOf(current.line) > 0
      const lapsing = Object.values(state.bookings).some(
        (one) => one.session === current.id && one.offerUntil !== null && one.offerUntil <= now,
      )
      return [
        ...(lapsing || (waits && !begun && room) ? [promoteNext] : []),
        ...(waits && begun ? [closeWaitlist] : []),
      ].map((step) => ({ step, id: current.id }))
    })
  return due.reduce((before, { step, id }) => step(before, id, now), state)
}
