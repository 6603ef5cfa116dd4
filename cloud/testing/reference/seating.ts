import type { Instant } from '@core/base/time'
import { freeOf, type IsAvailable, leave, offerUntil, promote } from '@core/booking/waitlist'
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

/** Whose time is taken by a seat in this session or in one that overlaps it. */
export function busyDuring(state: State, sitting: ModelSession): Set<string> {
  const busy = new Set<string>()
  for (const booked of Object.values(state.bookings)) {
    const status = statusOf(state, booked)
    const seated = status === 'booked' || status === 'offered'
    if (seated && overlap(sessionOf(state, booked.session), sitting)) for (const id of booked.people) busy.add(id)
  }
  return busy
}

export function whoCanCome(state: State, sitting: ModelSession): IsAvailable {
  const busy = busyDuring(state, sitting)
  return (id) => bookingOf(state, id).people.every((person) => !busy.has(person))
}

/** Out of the line or off the seats, for good, under a version of its own. */
export function endBooking(
  state: State,
  booked: ModelBooking,
  how: 'self' | 'late' | 'lapsed' | 'closed' | 'station',
): State {
  const party = groupOf(state, booked)
  const after = updateBooking(state, booked.id, { gone: { how, party }, offerUntil: null })
  const sitting = sessionOf(after, booked.session)
  return withSession(after, { ...sitting, line: leave(sitting.line, booked.id) })
}

const byEnd = (a: ModelBooking, b: ModelBooking): number =>
  (a.offerUntil ?? 0) - (b.offerUntil ?? 0) || (a.id < b.id ? -1 : 1)

/** Offers that are over end; then the first of the line who fit are seated, each under a version of their own. */
export function promoteNext(state: State, session: string, now: Instant): State {
  if (sessionOf(state, session).status !== 'open') return state
  const over = Object.values(state.bookings)
    .filter((one) => one.session === session && one.offerUntil !== null && one.offerUntil <= now)
    .sort(byEnd)
  const lapsed = over.reduce((before, one) => endBooking(before, one, 'lapsed'), state)
  const sitting = sessionOf(lapsed, session)
  if (sitting.startsAt <= now) return withSession(lapsed, { ...sitting, line: { ...sitting.line, held: 0 } })
  const until = offerUntil(sitting.startsAt, now)
  const { line, promoted } = promote(sitting.line, until === null ? 'booked' : 'offered', whoCanCome(lapsed, sitting))
  const seated = withSession(lapsed, { ...sitting, line })
  return promoted.reduce((before, id) => updateBooking(before, id, { offerUntil: until }), seated)
}

/** Whoever still waits when it begins is let go. */
export function closeWaitlist(state: State, session: string, now: Instant): State {
  const lapsed = promoteNext(state, session, now)
  const waiting = sessionOf(lapsed, session).line.groups.filter((party) => party.status === 'waiting')
  return [...waiting]
    .sort((a, b) => a.place - b.place)
    .reduce((before, party) => endBooking(before, bookingOf(before, party.id), 'closed'), lapsed)
}

/** What the timer does: every line that wants looking after at this moment, one after the other. */
export function runWaitlistJobs(state: State, now: Instant): State {
  const due = Object.values(state.sessions)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((sitting) => {
      const begun = sitting.startsAt <= now
      const waits = sitting.line.groups.some((party) => party.status === 'waiting')
      const room = sitting.status === 'open' && freeOf(sitting.line) > 0
      const lapsing = Object.values(state.bookings).some(
        (one) => one.session === sitting.id && one.offerUntil !== null && one.offerUntil <= now,
      )
      return [
        ...(lapsing || (waits && !begun && room) ? [promoteNext] : []),
        ...(waits && begun ? [closeWaitlist] : []),
      ].map((look) => ({ look, id: sitting.id }))
    })
  return due.reduce((before, { look, id }) => look(before, id, now), state)
}
