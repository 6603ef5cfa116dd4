import * as v from 'valibot'
import { checkConsent, isMinor, type Person } from '../account/person'
import type { Standing } from '../account/standing'
import { ok, type Refusal, type Result, refuse } from '../base/refusal'
import {
  addDays,
  dayOf,
  type Instant,
  instant,
  MINUTE,
  Moment,
  moment,
  oldestOn,
  startOfDay,
  youngestOn,
} from '../base/time'
import type { Audience } from '../catalogue/offering'
import { type OfferingView, phaseOf, type Session } from '../catalogue/session'
import { BookingId, SessionId } from '../place/ids'
import type { StrikeStatus } from './strike'

/** Status of a booking: on the waitlist; a seat offered until a deadline; a seat; cancelled. */
export const BookingStatus = v.picklist(['waiting', 'offered', 'booked', 'cancelled'])
export type BookingStatus = v.InferOutput<typeof BookingStatus>

/** State machine of a booking: the permitted transitions. */
const MOVES: Record<BookingStatus, readonly BookingStatus[]> = {
  waiting: ['booked', 'offered', 'cancelled'],
  offered: ['booked', 'waiting', 'cancelled'],
  booked: ['waiting', 'cancelled'],
  cancelled: [],
}
export const mayMove = (from: BookingStatus, to: BookingStatus): boolean => MOVES[from].includes(to)

export const Booking = v.object({
  id: BookingId,
  status: BookingStatus,
  session: SessionId,
  title: v.string(),
  /** Name and phone of the station are included so that the pass works offline. */
  stationName: v.string(),
  phone: v.string(),
  startsAt: Moment,
  endsAt: Moment,
  /** Deadline for cancelling freely: the offering's, or a later one of somebody who was seated late. */
  cancelUntil: Moment,
  people: v.array(v.object({ id: v.string(), name: v.string(), came: v.boolean() })),
  /** Door code: eight digits to read out where no camera works. */
  code: v.string(),
  bookedAt: Moment,
  /** The session's version at the last change of this booking; the higher one is newer. */
  version: v.number(),
  /** While waiting: position of the group on the waitlist, from one, and, where requested, the people ahead of it. */
  line: v.optional(v.object({ place: v.number(), ahead: v.optional(v.number()), overtaken: v.optional(v.number()) })),
  /** While waiting for a draw: when it is made. Until then the waitlist has no order. */
  drawAt: v.optional(Moment),
  /** While offered: deadline for accepting. */
  offerUntil: v.optional(Moment),
  /**
   * Start before the session was moved, until the booker accepts the new time. Without an answer they keep the seats.
   */
  askedFrom: v.optional(Moment),
  /**
   * Why it was cancelled: by the booker; by them after the deadline; offer expired; waitlist closed at the start; by
   * the station.
   */
  ended: v.optional(v.picklist(['self', 'late', 'lapsed', 'closed', 'station'])),
  /** The station's reason. */
  reason: v.optional(v.string()),
  /** Booked by proxy by a worker of the station, only for its wards (docs/decisions/010-proxy-booking.md). */
  proxy: v.optional(v.literal(true)),
  /** Self check-in with a check-in code is possible (times in core/attendance/check-in.ts). */
  wall: v.optional(v.literal(true)),
})
export type Booking = v.InferOutput<typeof Booking>

const ONLY_REFUSALS: Record<Standing, 'only-members' | 'only-veterans' | 'only-workers' | 'only-enterprises'> = {
  member: 'only-members',
  veteran: 'only-veterans',
  worker: 'only-workers',
  enterprise: 'only-enterprises',
}

const listed = (people: readonly Person[]): string => people.map((person) => person.name).join('、')

/**
 * Checks a group against the audience, with ages on the day of the session. Refusals, the first that applies:
 * household-needed, age-unknown, too-young, too-old, only-*. For households the age limits apply to the children only, and
 * of the adults one with the standing is enough. A birth month is read in favour of the person: as its first day where an
 * age has to be reached, as its last otherwise.
 */
export function checkAudience(audience: Audience, people: readonly Person[], startsAt: string): Result {
  const day = dayOf(instant(startsAt))
  const { fromAge, toAge, only, household } = audience
  if (household) {
    const children = people.filter((person) => isMinor(person, day))
    if (people.length > 0 && (children.length === 0 || children.length === people.length))
      return refuse({ refusal: 'household-needed' })
    const limits = checkAudience({ fromAge, toAge }, children, startsAt)
    const adults = people.filter((person) => !children.includes(person))
    if (!limits.ok || !only || adults.some((person) => person.standing.includes(only))) return limits
    return refuse({ refusal: ONLY_REFUSALS[only], names: listed(adults) })
  }
  if (fromAge !== undefined || toAge !== undefined) {
    const unknown = people.filter((person) => !person.born)
    if (unknown.length) return refuse({ refusal: 'age-unknown', names: listed(unknown) })
    const born = (person: Person) => person.born as string
    const young = people.filter((person) => fromAge !== undefined && oldestOn(born(person), day) < fromAge)
    if (young.length) return refuse({ refusal: 'too-young', names: listed(young), fromAge: fromAge as number })
    const old = people.filter((person) => toAge !== undefined && youngestOn(born(person), day) > toAge)
    if (old.length) return refuse({ refusal: 'too-old', names: listed(old), toAge: toAge as number })
  }
  const without = only ? people.filter((person) => !person.standing.includes(only)) : []
  return only && without.length ? refuse({ refusal: ONLY_REFUSALS[only], names: listed(without) }) : ok(null)
}

/**
 * Checks one person alone. For households only a child's age is checked; that the group has both a child and an adult is
 * checked by `checkAudience`.
 */
export function mayCome(audience: Audience, person: Person, startsAt: string): Result {
  const { fromAge, toAge, household } = audience
  if (!household) return checkAudience(audience, [person], startsAt)
  return isMinor(person, dayOf(instant(startsAt))) ? checkAudience({ fromAge, toAge }, [person], startsAt) : ok(null)
}

/** When booking opens: at the start of the day, `openDays` before the session. */
export const opensAt = (offering: Pick<OfferingView, 'openDays'>, startsAt: string): Instant =>
  startOfDay(addDays(dayOf(instant(startsAt)), -offering.openDays))

/**
 * Last instant at which a booking can be cancelled freely. `leaveUntil`: so long may somebody leave who was seated without
 * being asked (SEATED_LATE_GRACE), until the start at most.
 */
export function cancelUntil(
  offering: Pick<OfferingView, 'cancelMinutes'>,
  startsAt: string,
  leaveUntil: Instant | null = null,
): Instant {
  const start = instant(startsAt)
  const deadline = start - offering.cancelMinutes * MINUTE
  return leaveUntil === null ? deadline : Math.max(deadline, Math.min(leaveUntil, start))
}

/** Refuses with `paused` while strikes pause booking. Care is never paused, since people depend on it. */
export function checkPause(offering: Pick<OfferingView, 'kind'>, standing: StrikeStatus): Result {
  if (!standing.pausedUntil || offering.kind === 'care') return ok(null)
  return refuse({ refusal: 'paused', until: standing.pausedUntil })
}

/** Refuses with `consent-needed` to book for somebody under 14 without a guardian's consent, whatever the relation. */
function checkConsents(people: readonly Person[], now: Instant): Result {
  const lacking = people.filter((person) => !checkConsent(person, dayOf(now)).ok)
  if (lacking.some(({ relation }) => relation === 'self')) return refuse({ refusal: 'consent-needed', own: true })
  return lacking.length ? refuse({ refusal: 'consent-needed', names: listed(lacking) }) : ok(null)
}

/**
 * Whether these people may book this session now. Refusals: called-off, started, not-open-yet, too-many, consent-needed,
 * and those of `checkAudience`. The phone checks before it calls, the cloud before it writes; capacity, duplicates and overlaps are
 * enforced by the database alone.
 */
export function mayBook(session: Session, offering: OfferingView, people: readonly Person[], now: Instant): Result {
  if (session.status === 'called-off') return refuse({ refusal: 'called-off' })
  if (phaseOf(session, now) !== 'ahead') return refuse({ refusal: 'started' })
  const opens = opensAt(offering, session.startsAt)
  if (now < opens) return refuse({ refusal: 'not-open-yet', opensAt: moment(opens) })
  if (people.length > offering.people) return refuse({ refusal: 'too-many', most: offering.people })
  const consents = checkConsents(people, now)
  if (!consents.ok) return consents
  return checkAudience(offering.audience, people, session.startsAt)
}

/**
 * Whether this booking may be cancelled now. Refusals: cancelled, came-already, started, too-late-to-cancel. After the
 * deadline only with `late`, which may count as a strike. Without a deadline: waiting, offered, or moved and not accepted.
 */
export function mayCancel(booking: Booking, now: Instant, late = false): Result {
  if (!mayMove(booking.status, 'cancelled')) return refuse({ refusal: 'cancelled' })
  if (booking.people.some((person) => person.came)) return refuse({ refusal: 'came-already' })
  if (booking.status !== 'booked' || booking.askedFrom || now <= instant(booking.cancelUntil)) return ok(null)
  if (now >= instant(booking.startsAt)) return refuse({ refusal: 'started' })
  const why: Refusal = { refusal: 'too-late-to-cancel', phone: booking.phone }
  return late ? ok(null) : refuse(why)
}

/** Whether a booking needs an answer: an open offer, or a new time not yet accepted. */
export const needsAnswer = (booking: Booking, now: Instant): boolean =>
  booking.status === 'offered'
    ? now < instant(booking.offerUntil ?? booking.startsAt)
    : booking.status === 'booked' && !!booking.askedFrom && now < instant(booking.startsAt)

type BookingGroups = Record<'asked' | 'next' | 'waiting' | 'past', Booking[]>

/** Groups and sorts a person's bookings for display: needs an answer, next, waiting; then past ones, newest first. */
export function groupBookings(bookings: readonly Booking[], now: Instant): BookingGroups {
  const groupOf = (booking: Booking): keyof BookingGroups => {
    if (needsAnswer(booking, now)) return 'asked'
    if (booking.status === 'booked' && phaseOf(booking, now) !== 'over') return 'next'
    return booking.status === 'waiting' && phaseOf(booking, now) === 'ahead' ? 'waiting' : 'past'
  }
  const groups: BookingGroups = { asked: [], next: [], waiting: [], past: [] }
  for (const booking of bookings) groups[groupOf(booking)].push(booking)
  const byStart = (a: Booking, b: Booking) => instant(a.startsAt) - instant(b.startsAt) || (a.id < b.id ? -1 : 1)
  const byEnd = (a: Booking, b: Booking) => instant(a.offerUntil ?? a.startsAt) - instant(b.offerUntil ?? b.startsAt)
  groups.asked.sort((a, b) => byEnd(a, b) || byStart(a, b))
  groups.next.sort(byStart)
  groups.waiting.sort(byStart)
  groups.past.sort((a, b) => byStart(b, a))
  return groups
}
