import type { Instant } from '@core/base/time'
import { returnToWaitlist, takenOf } from '@core/booking/waitlist'
import { endBooking, promoteNext } from './seating'
import {
  bookingOf,
  NOT_FOUND,
  refused,
  type State,
  type Step,
  sessionOf,
  sessionView,
  updateBooking,
  withSession,
} from './state'

export type Resize = { who: string; session: string; capacity: number; version: number; unseat: readonly string[] }

const isManaged = (state: State, who: string, session: string): boolean =>
  state.rules.managers.includes(who) && session in state.sessions

/** Changes a capacity; unseated groups go back to their places on the waitlist. */
export function resize(state: State, change: Resize, now: Instant): Step {
  const { session, capacity, version } = change
  if (!isManaged(state, change.who, session)) return { state, answer: NOT_FOUND }
  const { status, startsAt, version: currentVersion, line } = sessionOf(state, session)
  if (status !== 'open') return { state, answer: refused({ refusal: 'called-off' }) }
  if (startsAt <= now) return { state, answer: refused({ refusal: 'started' }) }
  const named = line.groups
    .filter((group) => group.status !== 'waiting' && change.unseat.includes(group.id))
    .sort((a, b) => a.place - b.place)
  if (version !== currentVersion || named.length < change.unseat.length)
    return { state, answer: refused({ refusal: 'changed-meanwhile' }) }
  const ids = named.map((group) => group.id)
  const back = returnToWaitlist(line, ids)
  const over = takenOf(back) - capacity
  if (over > 0) return { state, answer: refused({ refusal: 'seats-taken', over }) }
  const unseated = ids.reduce((before, id) => updateBooking(before, id, { offerUntil: null, leaveUntil: null }), state)
  const current = sessionOf(unseated, session)
  const resized = withSession(unseated, {
    ...current,
    version: current.version + 1,
    line: { ...back, capacity, held: 0 },
  })
  const after = promoteNext(resized, session, now)
  return { state: after, answer: { status: 200, body: sessionView(sessionOf(after, session)) } }
}

/** Calls off a session. */
export function callOff(state: State, call: { who: string; session: string; reason: string }, now: Instant): Step {
  const { who, session, reason } = call
  if (!isManaged(state, who, session)) return { state, answer: NOT_FOUND }
  const { startsAt, status, line } = sessionOf(state, session)
  if (startsAt <= now) return { state, answer: refused({ refusal: 'started' }) }
  if (status !== 'open') return { state, answer: refused({ refusal: 'called-off' }) }
  const all = [...line.groups].sort((a, b) => a.place - b.place)
  const empty = all.reduce((before, { id }) => endBooking(before, bookingOf(before, id), 'station'), state)
  const current = sessionOf(empty, session)
  const off = { ...current, status: 'called-off' as const, reason, version: current.version + 1 }
  const after = withSession(empty, { ...off, line: { ...off.line, held: 0 } })
  return { state: after, answer: { status: 200, body: { ...sessionView(off), told: all.length } } }
}
