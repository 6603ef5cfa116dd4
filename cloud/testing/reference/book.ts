import type { Instant } from '@core/base/time'
import { arrive, freeOf, waitingOf } from '@core/booking/waitlist'
import { busyDuring, whoCanCome } from './seating'
import {
  type Answer,
  NOT_FOUND,
  refused,
  type State,
  type Step,
  sittingOf,
  withBooked,
  withSitting,
  wrong,
} from './state'

export type Wish = { booker: string; key: string; session: string; people: readonly string[]; wait: boolean }

const printOf = ({ session, people, wait }: Wish): string => JSON.stringify([session, [...people].sort(), wait])

/** One wish, once a key. `id` is the booking's, if there comes to be one. */
export function book(state: State, wish: Wish, now: Instant, id: string): Step {
  const mine = state.house.households[wish.booker] ?? []
  const known = wish.session in state.sessions && wish.people.every((person) => mine.includes(person))
  if (!known) return { state, answer: NOT_FOUND }
  const name = `${wish.booker} ${wish.key}`
  const kept = state.keys[name]
  if (kept) return { state, answer: kept.print === printOf(wish) ? kept.answer : wrong(422, 'key-reused') }
  const { state: after, answer } = place(state, wish, now, id)
  return { answer, state: { ...after, keys: { ...state.keys, [name]: { print: printOf(wish), answer } } } }
}

/** What speaks against it before anybody looks at the line. */
function objection(state: State, { session, people }: Wish, now: Instant): Answer | undefined {
  const sitting = sittingOf(state, session)
  const named = (who: (person: string) => boolean) =>
    people
      .filter(who)
      .map((person) => state.house.names[person])
      .join('、')
  if (sitting.status === 'called-off') return refused({ refusal: 'called-off' })
  if (sitting.startsAt <= now) return refused({ refusal: 'started' })
  if (people.length > state.house.most) return refused({ refusal: 'too-many', most: state.house.most })
  const here = new Set(sitting.line.parties.flatMap((party) => state.bookings[party.id]?.people ?? []))
  const twice = named((person) => here.has(person))
  if (twice) return refused({ refusal: 'already-booked', names: twice })
  const busy = busyDuring(state, sitting)
  const elsewhere = named((person) => busy.has(person))
  if (elsewhere) return refused({ refusal: 'overlap', names: elsewhere })
}

function place(state: State, wish: Wish, now: Instant, id: string): Step {
  const no = objection(state, wish, now)
  if (no) return { state, answer: no }
  const sitting = sittingOf(state, wish.session)
  const party = { id, size: wish.people.length }
  const { line, outcome } = arrive(sitting.line, party, wish.wait, false, whoCanCome(state, sitting))
  const { capacity } = sitting.line
  if (outcome === 'too-many') return { state, answer: refused({ refusal: 'too-many', most: capacity }) }
  if (outcome === 'full') {
    return { state, answer: refused({ refusal: 'full', left: line.held > 0 ? 0 : freeOf(line) }) }
  }
  const { booker, session, people } = wish
  const version = sitting.version + 1
  const seen = withSitting(state, { ...sitting, version, line })
  return {
    state: withBooked(seen, { id, session, booker, people, version, offerUntil: null }),
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
