import type { BookingImage, SessionImage } from '../database/snapshot'
import { gistOf } from '../model/comparable-answer'
import type { Entry } from './call-log'
import type { History } from './check-history'

/** Spoils a copy of a sound history; it throws where there is nothing to spoil. */
type Spoil = (history: History & { log: Entry[] }) => void
/** What a faulty cloud might have done or said: by what it is seen, and how it is planted. */
export type Corruptions = Record<string, [RegExp, Spoil]>

export const must = <T>(found: T | undefined, what: string): T => {
  if (found === undefined) throw new Error(`the rush has no ${what}`)
  return found
}
type Kind = Entry['call']['kind']
export const said = (history: History, kind: Kind, how: number | string, session?: string): Entry[] =>
  history.log.filter(({ call, heard }) => {
    const { status, body } = gistOf(heard)
    const right = typeof how === 'number' ? status === how : 'refusal' in body && body.refusal === how
    return call.kind === kind && right && (!session || ('session' in call && call.session === session))
  })
export const firstSaid = (history: History, kind: Kind, how: number | string, session?: string): Entry =>
  must(said(history, kind, how, session)[0], `${kind} ${how}`)

/** All tries with its key heard the same. */
export function reword(
  history: History,
  entry: Entry,
  how: (body: Record<string, unknown>) => object,
  status?: number,
): void {
  const { text } = entry.heard
  const changed = { status: status ?? entry.heard.status, text: JSON.stringify(how(JSON.parse(text))) }
  for (const one of history.log) if (one.heard.text === text) one.heard = changed
}
export const rebook = (history: History, entry: Entry, fields: object): void =>
  reword(history, entry, (body) => ({ booking: { ...(body.booking as object), ...fields } }))
export const bookingIn = (entry: Entry): { id: string; version: number; line?: { place: number } } =>
  JSON.parse(entry.heard.text).booking

export const endOf = (history: History, id: string): SessionImage => must(history.end.sessions[id], id)
export const ended = (history: History, right: (one: BookingImage, id: string) => boolean): [string, BookingImage][] =>
  Object.entries(history.end.bookings).filter(([id, one]) => right(one, id))
export const isSeated = (one: BookingImage): boolean => one.status === 'booked' || one.status === 'offered'
export const waitingIn = (history: History, session: string) =>
  ended(history, (one) => one.session === session && one.status === 'waiting')
