import type { Instant } from '@core/base/time'
import { takenOf, unseat } from '@core/booking/waitlist'
import { end, seatNext } from './seating'
import { bookedOf, bump, NOT_FOUND, refused, type State, type Step, sittingOf, viewOf, withSitting } from './state'

export type Resize = { who: string; session: string; capacity: number; version: number; unseat: readonly string[] }

const isManaged = (state: State, who: string, session: string): boolean =>
  state.house.managers.includes(who) && session in state.sessions

/** More places or fewer; who is named goes back into the line, at the place they had. */
export function resize(state: State, change: Resize, now: Instant): Step {
  const { session, capacity, version } = change
  if (!isManaged(state, change.who, session)) return { state, answer: NOT_FOUND }
  const { status, startsAt, version: current, line } = sittingOf(state, session)
  if (status !== 'open') return { state, answer: refused({ refusal: 'called-off' }) }
  if (startsAt <= now) return { state, answer: refused({ refusal: 'started' }) }
  const named = line.parties
    .filter((party) => party.status !== 'waiting' && change.unseat.includes(party.id))
    .sort((a, b) => a.place - b.place)
  if (version !== current || named.length < change.unseat.length)
    return { state, answer: refused({ refusal: 'changed-meanwhile' }) }
  const ids = named.map((party) => party.id)
  const back = unseat(line, ids)
  const over = takenOf(back) - capacity
  if (over > 0) return { state, answer: refused({ refusal: 'seats-taken', over }) }
  const unseated = ids.reduce((before, id) => bump(before, id, { offerUntil: null }), state)
  const sitting = sittingOf(unseated, session)
  const resized = withSitting(unseated, {
    ...sitting,
    version: sitting.version + 1,
    line: { ...back, capacity, held: 0 },
  })
  const after = seatNext(resized, session, now)
  return { state: after, answer: { status: 200, body: viewOf(sittingOf(after, session)) } }
}

/** It does not take place. */
export function callOff(state: State, call: { who: string; session: string; reason: string }, now: Instant): Step {
  const { who, session, reason } = call
  if (!isManaged(state, who, session)) return { state, answer: NOT_FOUND }
  const { startsAt, status, line } = sittingOf(state, session)
  if (startsAt <= now) return { state, answer: refused({ refusal: 'started' }) }
  if (status !== 'open') return { state, answer: refused({ refusal: 'called-off' }) }
  const all = [...line.parties].sort((a, b) => a.place - b.place)
  const empty = all.reduce((before, { id }) => end(before, bookedOf(before, id), 'station'), state)
  const sitting = sittingOf(empty, session)
  const off = { ...sitting, status: 'called-off' as const, reason, version: sitting.version + 1 }
  const after = withSitting(empty, { ...off, line: { ...off.line, held: 0 } })
  return { state: after, answer: { status: 200, body: { ...viewOf(off), told: all.length } } }
}
