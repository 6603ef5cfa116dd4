import type { BookingSnapshot, SessionSnapshot } from '../database/snapshot'
import { comparableAnswer } from '../model/comparable-answer'
import type { CallRecord } from './call-log'
import type { History } from './check-history'

/** Corrupts a copy of a valid history; throws if there is nothing to corrupt. */
type Corrupt = (history: History & { log: CallRecord[] }) => void
/** Faults that a cloud might have, by name: the violation that must be found, and the corruption that simulates it. */
export type Corruptions = Record<string, [RegExp, Corrupt]>

export const required = <T>(found: T | undefined, what: string): T => {
  if (found === undefined) throw new Error(`the rush has no ${what}`)
  return found
}
type Kind = CallRecord['call']['kind']
export const answersOf = (history: History, kind: Kind, how: number | string, session?: string): CallRecord[] =>
  history.log.filter(({ call, heard }) => {
    const { status, body } = comparableAnswer(heard)
    const matches = typeof how === 'number' ? status === how : 'refusal' in body && body.refusal === how
    return call.kind === kind && matches && (!session || ('session' in call && call.session === session))
  })
export const firstAnswerOf = (history: History, kind: Kind, how: number | string, session?: string): CallRecord =>
  required(answersOf(history, kind, how, session)[0], `${kind} ${how}`)

/** Rewrites an answer for all tries that received it. */
export function rewriteAnswer(
  history: History,
  entry: CallRecord,
  how: (body: Record<string, unknown>) => object,
  status?: number,
): void {
  const { text } = entry.heard
  const changed = { status: status ?? entry.heard.status, text: JSON.stringify(how(JSON.parse(text))) }
  for (const one of history.log) if (one.heard.text === text) one.heard = changed
}
export const rewriteBooking = (history: History, entry: CallRecord, fields: object): void =>
  rewriteAnswer(history, entry, (body) => ({ booking: { ...(body.booking as object), ...fields } }))
export const bookingIn = (
  entry: CallRecord,
): { id: string; session: string; version: number; line?: { place: number } } => JSON.parse(entry.heard.text).booking

export const finalSession = (history: History, id: string): SessionSnapshot => required(history.end.sessions[id], id)
export const bookingsWhere = (
  history: History,
  matches: (one: BookingSnapshot, id: string) => boolean,
): [string, BookingSnapshot][] => Object.entries(history.end.bookings).filter(([id, one]) => matches(one, id))
export const isSeated = (one: BookingSnapshot): boolean => one.status === 'booked' || one.status === 'offered'
export const waitingIn = (history: History, session: string) =>
  bookingsWhere(history, (one) => one.session === session && one.status === 'waiting')
