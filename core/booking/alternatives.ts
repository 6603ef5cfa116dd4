import { type Instant, instant } from '../base/time'
import { isUndrawn, phaseOf, type Session } from '../catalogue/session'

/**
 * Likely outcome of a booking request, as far as a phone knows: seats; seats for some and the waitlist for the others,
 * where they book one by one; the waitlist; or a ticket in a draw. The cloud decides.
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
  /** Nearby stations of the same kind, with minutes on foot. */
  near: ReadonlyMap<string, number>
}
export type Alternative = { session: Session; how: 'other-day' | 'nearby' }

/**
 * Alternatives to a full session, best first: up to three other sessions of the offering, by distance in time; then up to
 * two sessions of the same kind at nearby stations, by minutes on foot and then by time.
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
  // One per station, so that the nearest station does not crowd out the others.
  const first = around.filter((one, at) => around.findIndex(({ station }) => station === one.station) === at)
  return [
    ...same.slice(0, MAX_ALTERNATIVES).map((one): Alternative => ({ session: one, how: 'other-day' })),
    ...first.slice(0, MAX_ALTERNATIVES - 1).map((one): Alternative => ({ session: one, how: 'nearby' })),
  ]
}
