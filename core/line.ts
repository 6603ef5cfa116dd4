import { HOUR, type Instant } from './time'

/**
 * The line of one session, as a pure rule: everybody who books joins it, and `promote` seats the first who fit. The
 * database does the same in one statement (cloud/booking/sql/book.sql, cloud/line/sql/promote.sql); phones explain it, tests replay it.
 */
export type Party = {
  id: string
  /** People who come together, all of them or none. */
  size: number
  /** The order of arrival; a draw gives it anew. */
  place: number
  /** How many parties from behind were seated before this one because it was too large for what was free. */
  overtaken: number
  status: 'waiting' | 'offered' | 'booked'
}
export type Line = {
  capacity: number
  /** Places handed out so far. */
  last: number
  /** Free seats that are kept for a party overtaken often enough. */
  held: number
  parties: readonly Party[]
}

/** This close to the start a promotion is an offer, which somebody has to accept: who was not asked may not come. */
export const OFFER_WITHIN = 24 * HOUR
/** So long an offer stands, or until the start. */
export const OFFER_FOR = 2 * HOUR

/** Until when an offer made now can be accepted; null when a promotion needs no answer. */
export const offerUntil = (startsAt: Instant, now: Instant): Instant | null =>
  startsAt - now > OFFER_WITHIN ? null : Math.min(now + OFFER_FOR, startsAt)

/** So often may a party be overtaken by smaller ones; then what gets free is kept for it until it fits. */
export const PATIENCE = 3

const isSeated = (party: Party): boolean => party.status !== 'waiting'
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

export const takenOf = (line: Line): number => sum(line.parties.filter(isSeated).map((party) => party.size))
export const freeOf = (line: Line): number => line.capacity - takenOf(line)
/** What a newcomer can have at once. */
export const openTo = (line: Line): number => Math.max(0, freeOf(line) - line.held)
export const waitingOf = (line: Line): Party[] =>
  line.parties.filter((party) => !isSeated(party)).sort((a, b) => a.place - b.place)

/** Too large for what is free, and not for the room. */
const isShortOf = (free: number, party: Party, line: Line): boolean => party.size > free && party.size <= line.capacity

const change = (line: Line, ids: readonly string[], how: (party: Party) => Party): Line => ({
  ...line,
  parties: line.parties.map((party) => (ids.includes(party.id) ? how(party) : party)),
})
const overtake = (line: Line, ids: readonly string[]): Line =>
  change(line, ids, (party) => ({ ...party, overtaken: party.overtaken + 1 }))

export type Arrival = { line: Line; outcome: 'booked' | 'waiting' | 'full' | 'too-many' }

/** Is this party free at that time? Who is elsewhere keeps their place, is not overtaken, and nobody waits for them. */
export type CanCome = (id: string) => boolean
const everybody: CanCome = () => true

/** Somebody books: a seat at once, a place in the line if they will wait, or a no. `undrawn`: a draw is still to come. */
export function arrive(
  line: Line,
  party: { id: string; size: number },
  wait: boolean,
  undrawn = false,
  canCome: CanCome = everybody,
): Arrival {
  if (party.size > line.capacity) return { line, outcome: 'too-many' }
  // Who was elsewhere as places got free, or for whom the room was too small, may wait for them again by now.
  const held = undrawn ? 0 : line.held || heldAfter(line, canCome)
  const seatedNow = !undrawn && held === 0 && party.size <= freeOf(line)
  if (!seatedNow && !wait && !undrawn) return { line: { ...line, held }, outcome: 'full' }
  const status = seatedNow ? ('booked' as const) : ('waiting' as const)
  const joined = { ...party, place: line.last + 1, overtaken: 0, status }
  const free = freeOf(line)
  const passed = seatedNow ? waitingOf(line).filter((one) => isShortOf(free, one, line) && canCome(one.id)) : []
  const after = overtake(
    line,
    passed.map((one) => one.id),
  )
  const next = { ...after, last: line.last + 1, parties: [...after.parties, joined] }
  return { line: { ...next, held: seatedNow ? heldAfter(next, canCome) : held }, outcome: status }
}

/** Free seats are kept as soon as somebody who does not fit was overtaken often enough. */
function heldAfter(line: Line, canCome: CanCome): number {
  const free = freeOf(line)
  const patient = (one: Party) => isShortOf(free, one, line) && one.overtaken >= PATIENCE && canCome(one.id)
  return waitingOf(line).some(patient) ? free : 0
}

/** Seats the first who fit, in order. `as` is what a promotion becomes: close to the start an offer. */
export function promote(
  line: Line,
  as: 'booked' | 'offered',
  canCome: CanCome = everybody,
): { line: Line; promoted: string[] } {
  let now: Line = { ...line, held: 0 }
  const promoted: string[] = []
  const skipped: string[] = []
  for (const { id } of waitingOf(line)) {
    const party = now.parties.find((one) => one.id === id) as Party
    const free = freeOf(now)
    if (free <= 0) break
    if (party.size > line.capacity || !canCome(id)) continue
    if (party.size > free) {
      if (party.overtaken >= PATIENCE) return { line: { ...now, held: free }, promoted }
      skipped.push(id)
      continue
    }
    now = overtake(
      change(now, [id], (one) => ({ ...one, status: as })),
      skipped,
    )
    promoted.push(id)
    const impatient = now.parties.some((one) => skipped.includes(one.id) && one.overtaken >= PATIENCE)
    if (impatient) return { line: { ...now, held: freeOf(now) }, promoted }
  }
  return { line: now, promoted }
}

/** Somebody goes: out of the line, or off their seats. Whoever then fits is for `promote` to say. */
export const leave = (line: Line, id: string): Line => ({
  ...line,
  parties: line.parties.filter((party) => party.id !== id),
})

/** Off their seats and back into the line, at the place they had. */
export const unseat = (line: Line, ids: readonly string[]): Line =>
  change(line, ids, (party) => ({ ...party, status: 'waiting' }))
