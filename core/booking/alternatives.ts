import { type Instant, instant } from '../base/time'
import { isUndrawn, phaseOf, type Session } from '../catalogue/session'

/**
 * What asking for so many people would come to now, as far as a phone knows: seats; seats for some and the line for the
 * rest, who come one by one; the line; or a ticket in a draw. The cloud decides.
 */
export type Outlook = 'seats' | 'some' | 'line' | 'draw'

export function outlookOf(session: Session, people: number, together: boolean): Outlook {
  if (isUndrawn(session)) return 'draw'
  if (session.left > 0 && people <= session.left) return 'seats'
  return !together && session.left > 0 ? 'some' : 'line'
}

const MAX_ALTERNATIVES = 3

type Wanted = {
  session: Session
  people: number
  now: Instant
  /** Stations of the same kind nearby, with the minutes on foot. */
  near: ReadonlyMap<string, number>
}
export type Alternative = { session: Session; how: 'other-day' | 'nearby' }

/**
 * What one could have instead, the nearest first: the same offering at another time, by how far that is from the time
 * wanted; then the same kind of thing at a station nearby, by the walk and then by the time.
 */
export function findAlternatives(known: readonly Session[], { session, people, now, near }: Wanted): Alternative[] {
  const far = (one: Session) => Math.abs(instant(one.startsAt) - instant(session.startsAt))
  const isOpen = (one: Session) =>
    one.id !== session.id && one.status === 'open' && phaseOf(one, now) === 'ahead' && one.left >= Math.max(1, people)
  const open = known.filter(isOpen)
  const same = open.filter((one) => one.offering === session.offering).sort((a, b) => far(a) - far(b))
  const walk = (one: Session) => near.get(one.station) ?? 0
  const around = open
    .filter((one) => one.station !== session.station && one.kind === session.kind && near.has(one.station))
    .sort((a, b) => walk(a) - walk(b) || far(a) - far(b))
  // One a station, so that the nearest does not hide the others.
  const first = around.filter((one, at) => around.findIndex(({ station }) => station === one.station) === at)
  return [
    ...same.slice(0, MAX_ALTERNATIVES).map((one): Alternative => ({ session: one, how: 'other-day' })),
    ...first.slice(0, MAX_ALTERNATIVES - 1).map((one): Alternative => ({ session: one, how: 'nearby' })),
  ]
}
