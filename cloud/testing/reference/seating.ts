import type { Instant } from '@core/base/time'
import { type CanCome, freeOf, leave, offerUntil, promote } from '@core/booking/waitlist'
import {
  type Booked,
  bookedOf,
  bump,
  partyOf,
  type Sitting,
  type State,
  sittingOf,
  statusOf,
  withSitting,
} from './state'

const overlap = (a: Sitting, b: Sitting): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/** Whose time is taken by a seat in this session or in one that overlaps it. */
export function busyDuring(state: State, sitting: Sitting): Set<string> {
  const busy = new Set<string>()
  for (const booked of Object.values(state.bookings)) {
    const status = statusOf(state, booked)
    const seated = status === 'booked' || status === 'offered'
    if (seated && overlap(sittingOf(state, booked.session), sitting)) for (const id of booked.people) busy.add(id)
  }
  return busy
}

export function whoCanCome(state: State, sitting: Sitting): CanCome {
  const busy = busyDuring(state, sitting)
  return (id) => bookedOf(state, id).people.every((person) => !busy.has(person))
}

/** Out of the line or off the seats, for good, under a version of its own. */
export function end(state: State, booked: Booked, how: 'self' | 'late' | 'lapsed' | 'closed' | 'station'): State {
  const party = partyOf(state, booked)
  const after = bump(state, booked.id, { gone: { how, party }, offerUntil: null })
  const sitting = sittingOf(after, booked.session)
  return withSitting(after, { ...sitting, line: leave(sitting.line, booked.id) })
}

const byEnd = (a: Booked, b: Booked): number => (a.offerUntil ?? 0) - (b.offerUntil ?? 0) || (a.id < b.id ? -1 : 1)

/** Offers that are over end; then the first of the line who fit are seated, each under a version of their own. */
export function seatNext(state: State, session: string, now: Instant): State {
  if (sittingOf(state, session).status !== 'open') return state
  const over = Object.values(state.bookings)
    .filter((one) => one.session === session && one.offerUntil !== null && one.offerUntil <= now)
    .sort(byEnd)
  const lapsed = over.reduce((before, one) => end(before, one, 'lapsed'), state)
  const sitting = sittingOf(lapsed, session)
  if (sitting.startsAt <= now) return withSitting(lapsed, { ...sitting, line: { ...sitting.line, held: 0 } })
  const until = offerUntil(sitting.startsAt, now)
  const { line, promoted } = promote(sitting.line, until === null ? 'booked' : 'offered', whoCanCome(lapsed, sitting))
  const seated = withSitting(lapsed, { ...sitting, line })
  return promoted.reduce((before, id) => bump(before, id, { offerUntil: until }), seated)
}

/** Whoever still waits when it begins is let go. */
export function closeLine(state: State, session: string, now: Instant): State {
  const lapsed = seatNext(state, session, now)
  const waiting = sittingOf(lapsed, session).line.parties.filter((party) => party.status === 'waiting')
  return [...waiting]
    .sort((a, b) => a.place - b.place)
    .reduce((before, party) => end(before, bookedOf(before, party.id), 'closed'), lapsed)
}

/** What the timer does: every line that wants looking after at this moment, one after the other. */
export function tend(state: State, now: Instant): State {
  const due = Object.values(state.sessions)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((sitting) => {
      const begun = sitting.startsAt <= now
      const waits = sitting.line.parties.some((party) => party.status === 'waiting')
      const room = sitting.status === 'open' && freeOf(sitting.line) > 0
      const lapsing = Object.values(state.bookings).some(
        (one) => one.session === sitting.id && one.offerUntil !== null && one.offerUntil <= now,
      )
      return [...(lapsing || (waits && !begun && room) ? [seatNext] : []), ...(waits && begun ? [closeLine] : [])].map(
        (look) => ({ look, id: sitting.id }),
      )
    })
  return due.reduce((before, { look, id }) => look(before, id, now), state)
}
