import { HOUR, type Instant } from '../base/time'

/**
 * The line of one session, as a pure rule: everybody who books joins it, and `promote` seats the first who fit. The
 * database does the same in one statement (cloud/db/migrations: book, promote); phones explain it, tests replay it.
 */
export type WaitlistGroup = {
  id: string
  /** People who come together, all of them or none. */
  size: number
  /** The order of arrival; a draw gives it anew. */
  place: number
  /** How many parties from behind were seated before this one because it was too large for what was free. */
  overtaken: number
  status: 'waiting' | 'offered' | 'booked'
}
export type Waitlist = {
  capacity: number
  /** Places handed out so far. */
  lastPlace: number
  /** Free seats that are kept for a party overtaken often enough. */
  held: number
  groups: readonly WaitlistGroup[]
}

/** This close to the start a promotion is an offer, which somebody has to accept: who was not asked may not come. */
const OFFER_WINDOW = 24 * HOUR
/** So long an offer stands, or until the start. */
const OFFER_DURATION = 2 * HOUR

/** Until when an offer made now can be accepted; null when a promotion needs no answer. */
export const offerUntil = (startsAt: Instant, now: Instant): Instant | null =>
  startsAt - now > OFFER_WINDOW ? null : Math.min(now + OFFER_DURATION, startsAt)

/** So often may a party be overtaken by smaller ones; then what gets free is kept for it until it fits. */
export const MAX_OVERTAKEN = 3

const isSeated = (group: WaitlistGroup): boolean => group.status !== 'waiting'
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

export const takenOf = (waitlist: Waitlist): number => sum(waitlist.groups.filter(isSeated).map((group) => group.size))
export const freeOf = (waitlist: Waitlist): number => waitlist.capacity - takenOf(waitlist)
/** What a newcomer can have at once. */
export const seatsForNewcomers = (waitlist: Waitlist): number => Math.max(0, freeOf(waitlist) - waitlist.held)
export const waitingOf = (waitlist: Waitlist): WaitlistGroup[] =>
  waitlist.groups.filter((group) => !isSeated(group)).sort((a, b) => a.place - b.place)

/** Too large for what is free, and not for the room. */
const isTooLargeFor = (free: number, group: WaitlistGroup, waitlist: Waitlist): boolean =>
  group.size > free && group.size <= waitlist.capacity

const change = (
  waitlist: Waitlist,
  ids: readonly string[],
  how: (group: WaitlistGroup) => WaitlistGroup,
): Waitlist => ({
  ...waitlist,
  groups: waitlist.groups.map((group) => (ids.includes(group.id) ? how(group) : group)),
})
const overtake = (waitlist: Waitlist, ids: readonly string[]): Waitlist =>
  change(waitlist, ids, (group) => ({ ...group, overtaken: group.overtaken + 1 }))

export type JoinResult = { line: Waitlist; outcome: 'booked' | 'waiting' | 'full' | 'too-many' }

/** Is this party free at that time? Who is elsewhere keeps their place, is not overtaken, and nobody waits for them. */
export type IsAvailable = (id: string) => boolean
const allAvailable: IsAvailable = () => true

/** Somebody books: a seat at once, a place in the line if they will wait, or a no. `undrawn`: a draw is still to come. */
export function arrive(
  waitlist: Waitlist,
  group: { id: string; size: number },
  wait: boolean,
  undrawn = false,
  isAvailable: IsAvailable = allAvailable,
): JoinResult {
  if (group.size > waitlist.capacity) return { line: waitlist, outcome: 'too-many' }
  // Who was elsewhere as places got free, or for whom the room was too small, may wait for them again by now.
  const held = undrawn ? 0 : waitlist.held || heldAfter(waitlist, isAvailable)
  const seatedNow = !undrawn && held === 0 && group.size <= freeOf(waitlist)
  if (!seatedNow && !wait && !undrawn) return { line: { ...waitlist, held }, outcome: 'full' }
  const status = seatedNow ? ('booked' as const) : ('waiting' as const)
  const joined = { ...group, place: waitlist.lastPlace + 1, overtaken: 0, status }
  const free = freeOf(waitlist)
  const passed = seatedNow
    ? waitingOf(waitlist).filter((one) => isTooLargeFor(free, one, waitlist) && isAvailable(one.id))
    : []
  const after = overtake(
    waitlist,
    passed.map((one) => one.id),
  )
  const next = { ...after, lastPlace: waitlist.lastPlace + 1, groups: [...after.groups, joined] }
  return { line: { ...next, held: seatedNow ? heldAfter(next, isAvailable) : held }, outcome: status }
}

/** Free seats are kept as soon as somebody who does not fit was overtaken often enough. */
function heldAfter(waitlist: Waitlist, isAvailable: IsAvailable): number {
  const free = freeOf(waitlist)
  const patient = (one: WaitlistGroup) =>
    isTooLargeFor(free, one, waitlist) && one.overtaken >= MAX_OVERTAKEN && isAvailable(one.id)
  return waitingOf(waitlist).some(patient) ? free : 0
}

/** Seats the first who fit, in order. `as` is what a promotion becomes: close to the start an offer. */
export function promote(
  waitlist: Waitlist,
  as: 'booked' | 'offered',
  isAvailable: IsAvailable = allAvailable,
): { line: Waitlist; promoted: string[] } {
  let now: Waitlist = { ...waitlist, held: 0 }
  const promoted: string[] = []
  const skipped: string[] = []
  for (const { id } of waitingOf(waitlist)) {
    const group = now.groups.find((one) => one.id === id) as WaitlistGroup
    const free = freeOf(now)
    if (free <= 0) break
    if (group.size > waitlist.capacity || !isAvailable(id)) continue
    if (group.size > free) {
      if (group.overtaken >= MAX_OVERTAKEN) return { line: { ...now, held: free }, promoted }
      skipped.push(id)
      continue
    }
    now = overtake(
      change(now, [id], (one) => ({ ...one, status: as })),
      skipped,
    )
    promoted.push(id)
    const impatient = now.groups.some((one) => skipped.includes(one.id) && one.overtaken >= MAX_OVERTAKEN)
    if (impatient) return { line: { ...now, held: freeOf(now) }, promoted }
  }
  return { line: now, promoted }
}

/** Somebody goes: out of the line, or off their seats. Whoever then fits is for `promote` to say. */
export const leave = (waitlist: Waitlist, id: string): Waitlist => ({
  ...waitlist,
  groups: waitlist.groups.filter((group) => group.id !== id),
})

/** Off their seats and back into the line, at the place they had. */
export const returnToWaitlist = (waitlist: Waitlist, ids: readonly string[]): Waitlist =>
  change(waitlist, ids, (group) => ({ ...group, status: 'waiting' }))
