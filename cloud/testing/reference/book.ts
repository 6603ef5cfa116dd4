import { type Instant, moment } from '@core/base/time'
import { arrive, freeOf, mayHold, waitingOf } from '@core/booking/waitlist'
import { REQUEST_LIFE } from '@core/contract/retry'
import { busyDuring, promoteNext, whoCanCome } from './seating'
import {
  type Answer,
  deadlineOf,
  NOT_FOUND,
  refused,
  type State,
  type Step,
  sessionOf,
  withBooking,
  withSession,
  wrong,
} from './state'

export type BookingRequest = { booker: string; key: string; session: string; people: readonly string[]; wait: boolean }

const requestFingerprint = ({ session, people, wait }: BookingRequest): string =>
  JSON.stringify([session, [...people].sort(), wait])

/** A booking request, with effect once per key. `id`: the id of the booking, if there will be one. */
export function book(state: State, request: BookingRequest, now: Instant, id: string): Step {
  const mine = state.rules.households[request.booker] ?? []
  const known = request.session in state.sessions && request.people.every((person) => mine.includes(person))
  if (!known) return { state, answer: NOT_FOUND }
  const name = `${request.booker} ${request.key}`
  const stored = state.keys[name]
  const print = requestFingerprint(request)
  if (stored && stored.print !== print) return { state, answer: wrong(422, 'key-reused') }
  // A refusal that is over is judged anew.
  if (stored && (stored.answer.status !== 409 || now - stored.at < REQUEST_LIFE))
    return { state, answer: stored.answer }
  const { state: after, answer } = place(state, request, now, id)
  return { answer, state: { ...after, keys: { ...state.keys, [name]: { print, answer, at: now } } } }
}

/** Refusals that do not depend on the waitlist. */
function refusalOf(state: State, { session, people }: BookingRequest, now: Instant): Answer | undefined {
  const current = sessionOf(state, session)
  const named = (who: (person: string) => boolean) =>
    people
      .filter(who)
      .map((person) => state.rules.names[person])
      .join('、')
  if (current.status === 'called-off') return refused({ refusal: 'called-off' })
  if (current.startsAt <= now) return refused({ refusal: 'started' })
  if (people.length > state.rules.maxPeople) return refused({ refusal: 'too-many', most: state.rules.maxPeople })
  const here = new Set(current.line.groups.flatMap((group) => state.bookings[group.id]?.people ?? []))
  const twice = named((person) => here.has(person))
  if (twice) return refused({ refusal: 'already-booked', names: twice })
  const busy = busyDuring(state, current)
  const overlapping = named((person) => busy.has(person))
  if (overlapping) return refused({ refusal: 'overlap', names: overlapping })
}

/** Promotes from seats that were held and no longer may be. */
function releaseSeats(state: State, session: string, now: Instant): State {
  const { line, startsAt } = sessionOf(state, session)
  return line.held > 0 && !mayHold(startsAt, now) ? promoteNext(state, session, now) : state
}

function place(before: State, request: BookingRequest, now: Instant, id: string): Step {
  const refusal = refusalOf(before, request, now)
  if (refusal) return { state: before, answer: refusal }
  const state = releaseSeats(before, request.session, now)
  const current = sessionOf(state, request.session)
  const group = { id, size: request.people.length }
  const holds = mayHold(current.startsAt, now)
  const { line, outcome } = arrive(current.line, group, request.wait, false, whoCanCome(state, current), holds)
  const { capacity } = current.line
  if (outcome === 'too-many') return { state, answer: refused({ refusal: 'too-many', most: capacity }) }
  if (outcome === 'full') {
    return { state, answer: refused({ refusal: 'full', left: line.held > 0 ? 0 : freeOf(line) }) }
  }
  const { booker, session, people } = request
  const version = current.version + 1
  const after = withSession(state, { ...current, version, line })
  const booked = { id, session, booker, people, version, offerUntil: null, leaveUntil: null }
  return {
    state: withBooking(after, booked),
    answer: {
      status: 201,
      body: {
        id,
        session,
        status: outcome,
        version,
        people: [...people].sort(),
        cancelUntil: moment(deadlineOf(state, booked)),
        ...(outcome === 'waiting' ? { line: { place: waitingOf(line).length } } : {}),
      },
    },
  }
}
