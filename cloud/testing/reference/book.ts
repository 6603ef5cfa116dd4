import type { Instant } from '@core/base/time'
import { arrive, freeOf, waitingOf } from '@core/booking/waitlist'
import { busyDuring, whoCanCome } from './seating'
import {
  type Answer,
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

/** One wish, once a key. `id` is the booking's, if there comes to be one. */
export function book(state: State, wish: BookingRequest, now: Instant, id: string): Step {
  const mine = state.rules.households[wish.booker] ?? []
  const known = wish.session in state.sessions && wish.people.every((person) => mine.includes(person))
  if (!known) return { state, answer: NOT_FOUND }
  const name = `${wish.booker} ${wish.key}`
  const kept = state.keys[name]
  if (kept) return { state, answer: kept.print === requestFingerprint(wish) ? kept.answer : wrong(422, 'key-reused') }
  const { state: after, answer } = place(state, wish, now, id)
  return { answer, state: { ...after, keys: { ...state.keys, [name]: { print: requestFingerprint(wish), answer } } } }
}

/** What speaks against it before anybody looks at the line. */
function refusalOf(state: State, { session, people }: BookingRequest, now: Instant): Answer | undefined {
  const sitting = sessionOf(state, session)
  const named = (who: (person: string) => boolean) =>
    people
      .filter(who)
      .map((person) => state.rules.names[person])
      .join('、')
  if (sitting.status === 'called-off') return refused({ refusal: 'called-off' })
  if (sitting.startsAt <= now) return refused({ refusal: 'started' })
  if (people.length > state.rules.maxPeople) return refused({ refusal: 'too-many', most: state.rules.maxPeople })
  const here = new Set(sitting.line.groups.flatMap((party) => state.bookings[party.id]?.people ?? []))
  const twice = named((person) => here.has(person))
  if (twice) return refused({ refusal: 'already-booked', names: twice })
  const busy = busyDuring(state, sitting)
  const elsewhere = named((person) => busy.has(person))
  if (elsewhere) return refused({ refusal: 'overlap', names: elsewhere })
}

function place(state: State, wish: BookingRequest, now: Instant, id: string): Step {
  const no = refusalOf(state, wish, now)
  if (no) return { state, answer: no }
  const sitting = sessionOf(state, wish.session)
  const party = { id, size: wish.people.length }
  const { line, outcome } = arrive(sitting.line, party, wish.wait, false, whoCanCome(state, sitting))
  const { capacity } = sitting.line
  if (outcome === 'too-many') return { state, answer: refused({ refusal: 'too-many', most: capacity }) }
  if (outcome === 'full') {
    return { state, answer: refused({ refusal: 'full', left: line.held > 0 ? 0 : freeOf(line) }) }
  }
  const { booker, session, people } = wish
  const version = sitting.version + 1
  const seen = withSession(state, { ...sitting, version, line })
  return {
    state: withBooking(seen, { id, session, booker, people, version, offerUntil: null }),
    answer: {
      status: 201,
      body: {
        id,
        session,
        status: outcome,
        version,
        people: [...people].sort(),
        ...(outcome === 'waiting' ? { line: { place: waitingOf(line).length } } : {}),
      },
    },
  }
}
