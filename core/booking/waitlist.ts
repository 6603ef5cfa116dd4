import { HOUR, type Instant } from '../base/time'

/**
 * Waitlist of one session as a pure rule: everyone who books joins it, and `promote` seats the first groups that fit. The
 * database does the same in one statement (cloud/booking/booking/sql/book.sql, waitlist/sql/promote.sql); this rule explains it on phones and is the
 * reference model of the tests.
 */
export type WaitlistGroup = {
  id: string
  /** People of the group; they are seated together or not at all. */
  size: number
  /** Position by order of booking; a draw reassigns it. */
  place: number
  /** How many later groups were seated before this one because it was too large for the free seats. */
  overtaken: number
  status: 'waiting' | 'offered' | 'booked'
}
export type Waitlist = {
  capacity: number
  /** Last position assigned. */
  lastPlace: number
  /** Free seats held for a group that was overtaken MAX_OVERTAKEN times. */
  held: number
  groups: readonly WaitlistGroup[]
}

/** This close to the start a promotion is an offer that must be accepted, since people no longer expect a seat. */
export const OFFER_WINDOW = 24 * HOUR
/** Validity of an offer, limited by the start. */
export const OFFER_DURATION = 2 * HOUR

/** Deadline of an offer made now; null where a promotion needs no answer. */
export const offerUntil = (startsAt: Instant, now: Instant): Instant | null =>
  startsAt - now > OFFER_WINDOW ? null : Math.min(now + OFFER_DURATION, startsAt)

/**
 * How long somebody who is seated without being asked may leave freely, even after the deadline: by promotion, or by a
 * draw. Half a day, so that a night passes and the notice is read.
 */
export const SEATED_LATE_GRACE = 12 * HOUR

/** How often a group may be overtaken by smaller ones; after that, free seats are held until it fits. */
export const MAX_OVERTAKEN = 3
/** This close to the start no seats are held, since they would stay empty: who comes first gets them. */
export const HOLD_RELEASE = 2 * HOUR
/** Whether seats may be held at this moment. As long as they are not, being overtaken does not count. */
export const mayHold = (startsAt: Instant, now: Instant): boolean => startsAt - now > HOLD_RELEASE

const isSeated = (group: WaitlistGroup): boolean => group.status !== 'waiting'
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

export const takenOf = (waitlist: Waitlist): number => sum(waitlist.groups.filter(isSeated).map((group) => group.size))
export const freeOf = (waitlist: Waitlist): number => waitlist.capacity - takenOf(waitlist)
/** Seats a newcomer can get at once. */
export const seatsForNewcomers = (waitlist: Waitlist): number => Math.max(0, freeOf(waitlist) - waitlist.held)
export const waitingOf = (waitlist: Waitlist): WaitlistGroup[] =>
  waitlist.groups.filter((group) => !isSeated(group)).sort((a, b) => a.place - b.place)

/** Too large for the free seats, but not for the capacity. */
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

/**
 * Whether a group is free at the session's time. One booked elsewhere keeps its position, is not overtaken, and no
 * seats are held for it.
 */
export type IsAvailable = (id: string) => boolean
const allAvailable: IsAvailable = () => true

/**
 * Adds a group: a seat at once, the waitlist if they will wait, or a refusal. `undrawn`: a draw is still to come. `holds`:
 * seats may be held; when they no longer may, `promote` comes before the next newcomer.
 */
export function arrive(
  waitlist: Waitlist,
  group: { id: string; size: number },
  wait: boolean,
  undrawn = false,
  isAvailable: IsAvailable = allAvailable,
  holds = true,
): JoinResult {
  if (group.size > waitlist.capacity) return { line: waitlist, outcome: 'too-many' }
  // A group that was unavailable, or larger than the capacity, when seats got free may need held seats by now.
  const held = undrawn || !holds ? 0 : waitlist.held || heldAfter(waitlist, isAvailable)
  const seatedNow = !undrawn && held === 0 && group.size <= freeOf(waitlist)
  if (!seatedNow && !wait && !undrawn) return { line: { ...waitlist, held }, outcome: 'full' }
  const status = seatedNow ? ('booked' as const) : ('waiting' as const)
  const joined = { ...group, place: waitlist.lastPlace + 1, overtaken: 0, status }
  const free = freeOf(waitlist)
  const counts = seatedNow && holds
  const passed = counts
    ? waitingOf(waitlist).filter((one) => isTooLargeFor(free, one, waitlist) && isAvailable(one.id))
    : []
  const after = overtake(
    waitlist,
    passed.map((one) => one.id),
  )
  const next = { ...after, lastPlace: waitlist.lastPlace + 1, groups: [...after.groups, joined] }
  return { line: { ...next, held: counts ? heldAfter(next, isAvailable) : held }, outcome: status }
}

/** Seats to hold: all free ones, as soon as a group that does not fit was overtaken MAX_OVERTAKEN times. */
function heldAfter(waitlist: Waitlist, isAvailable: IsAvailable): number {
  const free = freeOf(waitlist)
  const patient = (one: WaitlistGroup) =>
    isTooLargeFor(free, one, waitlist) && one.overtaken >= MAX_OVERTAKEN && isAvailable(one.id)
  return waitingOf(waitlist).some(patient) ? free : 0
}

/**
 * Promotes the first groups that fit, in order. `as`: close to the start a promotion is an offer. `holds`: seats may be
 * held for a group that does not fit.
 */
export function promote(
  waitlist: Waitlist,
  as: 'booked' | 'offered',
  isAvailable: IsAvailable = allAvailable,
  holds = true,
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
      if (!holds) continue
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

/** Removes a group from the waitlist or its seats; `promote` then fills them. */
export const leave = (waitlist: Waitlist, id: string): Waitlist => ({
  ...waitlist,
  groups: waitlist.groups.filter((group) => group.id !== id),
})

/** Moves groups from their seats back to the waitlist, at their former position. */
export const returnToWaitlist = (waitlist: Waitlist, ids: readonly string[]): Waitlist =>
  change(waitlist, ids, (group) => ({ ...group, status: 'waiting' }))
