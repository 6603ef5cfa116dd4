import type { Refusal } from '@core/base/refusal'
import { type Instant, moment } from '@core/base/time'
import type { BookingStatus } from '@core/booking/booking'
import { seatsForNewcomers, takenOf, type Waitlist, type WaitlistGroup, waitingOf } from '@core/booking/waitlist'

/**
 * Reference model of the booking engine, as plain values: its state here, its answers in the files beside this one. It uses
 * core/booking/waitlist.ts and shares nothing else with the cloud. States are immutable, so that an earlier one can be asked
 * again.
 */
export type State = {
  rules: RuleSet
  sessions: Readonly<Record<string, ModelSession>>
  bookings: Readonly<Record<string, ModelBooking>>
  /** Answers to idempotency keys, by `booker key`. */
  keys: Readonly<Record<string, IdempotencyRecord>>
}
export type RuleSet = {
  /** Household of each booker, themselves first. */
  households: Readonly<Record<string, readonly string[]>>
  names: Readonly<Record<string, string>>
  managers: readonly string[]
  phone: string
  /** Maximum number of people per booking, for every offering. */
  maxPeople: number
  /** Milliseconds before the start: from then on cancelling is late. */
  cancelWithin: number
}
export type ModelSession = {
  id: string
  startsAt: Instant
  endsAt: Instant
  status: 'open' | 'called-off'
  version: number
  reason: string
  line: Waitlist
}
export type ModelBooking = {
  id: string
  session: string
  booker: string
  people: readonly string[]
  version: number
  offerUntil: Instant | null
  /** Until when somebody seated without being asked may leave freely. */
  leaveUntil: Instant | null
  /** How it ended, and its group on the waitlist at that time. */
  gone?: { how: 'self' | 'late' | 'lapsed' | 'closed' | 'station'; group: WaitlistGroup }
}
/** `at`: when it was answered. */
type IdempotencyRecord = { print: string; answer: Answer; at: Instant }

/** Comparable answer: its status, and the parts of its body that the engine decides. */
export type Answer = { status: number; body: object }
export type Step = { state: State; answer: Answer }

export const refused = (why: Refusal): Answer => ({ status: 409, body: { ...why } })
export const wrong = (status: number, code: string): Answer => ({ status, body: { code } })
export const NOT_FOUND = wrong(404, 'not-found')

const unknownId = (what: string, id: string): never => {
  throw new Error(`the reference knows no ${what} ${id}`)
}
export const sessionOf = (state: State, id: string): ModelSession => state.sessions[id] ?? unknownId('session', id)
export const bookingOf = (state: State, id: string): ModelBooking => state.bookings[id] ?? unknownId('booking', id)

export const groupOf = (state: State, booked: ModelBooking): WaitlistGroup =>
  booked.gone?.group ??
  sessionOf(state, booked.session).line.groups.find((group) => group.id === booked.id) ??
  unknownId('group of', booked.id)
export const statusOf = (state: State, booked: ModelBooking): BookingStatus =>
  booked.gone ? 'cancelled' : groupOf(state, booked).status

export const withSession = (state: State, session: ModelSession): State => ({
  ...state,
  sessions: { ...state.sessions, [session.id]: session },
})
export const withBooking = (state: State, booked: ModelBooking): State => ({
  ...state,
  bookings: { ...state.bookings, [booked.id]: booked },
})

/** Changes a booking, under a version of its own. */
export function updateBooking(state: State, id: string, how: Partial<ModelBooking>): State {
  const booked = bookingOf(state, id)
  const session = sessionOf(state, booked.session)
  const version = session.version + 1
  return withBooking(withSession(state, { ...session, version }), { ...booked, ...how, version })
}

/** Last instant at which a booking is not cancelled late. */
export function deadlineOf(
  state: State,
  { session, leaveUntil }: Pick<ModelBooking, 'session' | 'leaveUntil'>,
): Instant {
  const { startsAt } = sessionOf(state, session)
  const usual = startsAt - state.rules.cancelWithin
  return leaveUntil !== null && leaveUntil > usual ? Math.min(leaveUntil, startsAt) : usual
}

/** A booking as its booker sees it, as far as the engine decides it. */
export function bookerView(state: State, id: string): object {
  const booked = bookingOf(state, id)
  const { line, reason } = sessionOf(state, booked.session)
  const group = groupOf(state, booked)
  const before = waitingOf(line).filter((one) => one.place < group.place)
  const waits = !booked.gone && group.status === 'waiting'
  const ahead = before.reduce((sum, one) => sum + one.size, 0)
  return {
    id,
    session: booked.session,
    status: statusOf(state, booked),
    version: booked.version,
    people: [...booked.people].sort(),
    cancelUntil: moment(deadlineOf(state, booked)),
    ...(waits ? { line: { place: before.length + 1, ahead, overtaken: group.overtaken } } : {}),
    ...(booked.offerUntil === null ? {} : { offerUntil: moment(booked.offerUntil) }),
    ...(booked.gone ? { ended: booked.gone.how } : {}),
    ...(booked.gone?.how === 'station' ? { reason } : {}),
  }
}

/** A session as everybody sees it, as far as the engine decides it. */
export function sessionView({ id, line, status, version, reason }: ModelSession): object {
  return {
    id,
    capacity: line.capacity,
    taken: takenOf(line),
    left: status === 'open' ? seatsForNewcomers(line) : 0,
    waiting: waitingOf(line).length,
    status,
    version,
    ...(reason ? { reason } : {}),
  }
}
