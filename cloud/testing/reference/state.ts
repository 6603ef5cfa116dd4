import type { Refusal } from '@core/base/refusal'
import { type Instant, moment } from '@core/base/time'
import type { BookingStatus } from '@core/booking/booking'
import { type Line, openTo, type Party, waitingOf } from '@core/booking/waitlist'

/**
 * The engine once more, as values: what it remembers of a few sessions, and (in the files beside this one) what it answers.
 * It stands on core/booking/waitlist.ts and shares nothing else with the cloud. A state is never changed: what was said before can be asked again of the states there were.
 */
export type State = {
  house: House
  sessions: Readonly<Record<string, Sitting>>
  bookings: Readonly<Record<string, Booked>>
  /** What each booker's key was answered, by `booker key`. */
  keys: Readonly<Record<string, Kept>>
}
export type House = {
  /** Whom each may book for, by who asks; themselves first. */
  households: Readonly<Record<string, readonly string[]>>
  names: Readonly<Record<string, string>>
  managers: readonly string[]
  phone: string
  /** People a booking, of every offering. */
  most: number
  /** Minutes before the start, in milliseconds: from then on cancelling is late. */
  cancelWithin: number
}
export type Sitting = {
  id: string
  startsAt: Instant
  endsAt: Instant
  status: 'open' | 'called-off'
  version: number
  reason: string
  line: Line
}
export type Booked = {
  id: string
  session: string
  booker: string
  people: readonly string[]
  version: number
  offerUntil: Instant | null
  /** How it ended, and where in the line it was then. */
  gone?: { how: 'self' | 'late' | 'lapsed' | 'closed' | 'station'; party: Party }
}
type Kept = { print: string; answer: Answer }

/** What matters of an answer: its status and the parts of its body that the engine decides. */
export type Answer = { status: number; body: object }
export type Step = { state: State; answer: Answer }

export const refused = (why: Refusal): Answer => ({ status: 409, body: { ...why } })
export const wrong = (status: number, code: string): Answer => ({ status, body: { code } })
export const NOT_FOUND = wrong(404, 'not-found')

const KNOWN = (what: string, id: string): never => {
  throw new Error(`the reference knows no ${what} ${id}`)
}
export const sittingOf = (state: State, id: string): Sitting => state.sessions[id] ?? KNOWN('session', id)
export const bookedOf = (state: State, id: string): Booked => state.bookings[id] ?? KNOWN('booking', id)

export const partyOf = (state: State, booked: Booked): Party =>
  booked.gone?.party ??
  sittingOf(state, booked.session).line.parties.find((party) => party.id === booked.id) ??
  KNOWN('party', booked.id)
export const statusOf = (state: State, booked: Booked): BookingStatus =>
  booked.gone ? 'cancelled' : partyOf(state, booked).status

export const withSitting = (state: State, sitting: Sitting): State => ({
  ...state,
  sessions: { ...state.sessions, [sitting.id]: sitting },
})
export const withBooked = (state: State, booked: Booked): State => ({
  ...state,
  bookings: { ...state.bookings, [booked.id]: booked },
})

/** A booking's change under a version of its own. */
export function bump(state: State, id: string, how: Partial<Booked>): State {
  const booked = bookedOf(state, id)
  const sitting = sittingOf(state, booked.session)
  const version = sitting.version + 1
  return withBooked(withSitting(state, { ...sitting, version }), { ...booked, ...how, version })
}

/** A booking as its booker sees it, as far as the engine decides it. */
export function sightOf(state: State, id: string): object {
  const booked = bookedOf(state, id)
  const { line, reason } = sittingOf(state, booked.session)
  const party = partyOf(state, booked)
  const before = waitingOf(line).filter((one) => one.place < party.place)
  const waits = !booked.gone && party.status === 'waiting'
  const ahead = before.reduce((sum, one) => sum + one.size, 0)
  return {
    id,
    session: booked.session,
    status: statusOf(state, booked),
    version: booked.version,
    people: [...booked.people].sort(),
    ...(waits ? { line: { place: before.length + 1, ahead, overtaken: party.overtaken } } : {}),
    ...(booked.offerUntil === null ? {} : { offerUntil: moment(booked.offerUntil) }),
    ...(booked.gone ? { ended: booked.gone.how } : {}),
    ...(booked.gone?.how === 'station' ? { reason } : {}),
  }
}

/** A session as everybody sees it. */
export function viewOf({ id, line, status, version, reason }: Sitting): object {
  return {
    id,
    capacity: line.capacity,
    left: status === 'open' ? openTo(line) : 0,
    waiting: waitingOf(line).length,
    status,
    version,
    ...(reason ? { reason } : {}),
  }
}
