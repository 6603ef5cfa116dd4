import * as v from 'valibot'
import type { Person } from '../account/person'
import type { Standing } from '../account/standing'
import { LETTER } from '../base/base32'
import { ok, type Refusal, type Result, refuse } from '../base/refusal'
import { addDays, ageOn, dayOf, type Instant, instant, MINUTE, Moment, moment, startOfDay } from '../base/time'
import type { Audience } from '../catalogue/offering'
import { type OfferingView, phaseOf, type Session } from '../catalogue/session'
import { SessionId } from '../place/ids'
import { STATION_ID } from '../place/station'
import type { StrikeStatus } from './strike'

/**
 * `hp001.` and twenty-two letters (sixteen in older ones) of Crockford's base 32: six for the second it was made in, so
 * that new rows stand together in an index, and eighty random bits.
 */
export const BookingId = v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}\\.${LETTER}{16}(${LETTER}{6})?$`)))

/** In the line; a seat offered, to be accepted in time; a seat; gone. */
export const BookingStatus = v.picklist(['waiting', 'offered', 'booked', 'cancelled'])
export type BookingStatus = v.InferOutput<typeof BookingStatus>

/** The only moves there are. */
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
  /** The station's name and telephone travel along, for the pass without a network. */
  stationName: v.string(),
  phone: v.string(),
  startsAt: Moment,
  endsAt: Moment,
  /** Until when it can be cancelled here. */
  cancelUntil: Moment,
  people: v.array(v.object({ id: v.string(), name: v.string(), came: v.boolean() })),
  /** Eight figures to read out when no camera will do. */
  code: v.string(),
  bookedAt: Moment,
  /** The session's version at this booking's last change: what has a higher one is newer. */
  version: v.number(),
  /** While it waits: which party it is in the line, counted from one; and the people before it, where that was asked. */
  line: v.optional(v.object({ place: v.number(), ahead: v.optional(v.number()), overtaken: v.optional(v.number()) })),
  /** While it waits for a draw: when that is made. Until then the line has no order. */
  drawAt: v.optional(Moment),
  /** While it is offered: until when it can be accepted. */
  offerUntil: v.optional(Moment),
  /** Moved from this time, and not yet said whether the new one suits. Silence keeps the seats. */
  askedFrom: v.optional(Moment),
  /** How it ended: by themselves, late, an offer not taken, the line closed at the start, the station. */
  ended: v.optional(v.picklist(['self', 'late', 'lapsed', 'closed', 'station'])),
  /** Why the station did so. */
  reason: v.optional(v.string()),
  /** Booked by a station's worker, and only for those the station looks after (docs/decisions/010-proxy-booking.md). */
  proxy: v.optional(v.literal(true)),
  /** One may check in oneself there, with the code on the wall (core/attendance/check-in.ts says when). */
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
 * Who of them is kept out by the audience, on the day of the session. The first reason speaks. Where it is for households,
 * the ages are the children's.
 */
export function checkAudience(audience: Audience, people: readonly Person[], startsAt: string): Result {
  const day = dayOf(instant(startsAt))
  const { fromAge, toAge, only, household } = audience
  if (household) {
    const children = people.filter((person) => person.relation === 'child')
    if (people.length > 0 && (children.length === 0 || children.length === people.length))
      return refuse({ refusal: 'household-needed' })
    return checkAudience({ fromAge, toAge }, children, startsAt)
  }
  if (fromAge !== undefined || toAge !== undefined) {
    const unknown = people.filter((person) => !person.born)
    if (unknown.length) return refuse({ refusal: 'age-unknown', names: listed(unknown) })
    const age = (person: Person) => ageOn(person.born as string, day)
    const young = people.filter((person) => fromAge !== undefined && age(person) < fromAge)
    if (young.length) return refuse({ refusal: 'too-young', names: listed(young), fromAge: fromAge as number })
    const old = people.filter((person) => toAge !== undefined && age(person) > toAge)
    if (old.length) return refuse({ refusal: 'too-old', names: listed(old), toAge: toAge as number })
  }
  const without = only ? people.filter((person) => !person.standing.includes(only)) : []
  return only && without.length ? refuse({ refusal: ONLY_REFUSALS[only], names: listed(without) }) : ok(null)
}

/**
 * Whether this one may come, whoever else does: where it is for households, a child's age is asked and nothing of a
 * grown-up; that there are both is asked of all of them together.
 */
export function mayCome(audience: Audience, person: Person, startsAt: string): Result {
  const { fromAge, toAge, household } = audience
  if (!household) return checkAudience(audience, [person], startsAt)
  return person.relation === 'child' ? checkAudience({ fromAge, toAge }, [person], startsAt) : ok(null)
}

/** When booking opens: at the start of the day `openDays` before the session's. */
export const opensAt = (offering: Pick<OfferingView, 'openDays'>, startsAt: string): Instant =>
  startOfDay(addDays(dayOf(instant(startsAt)), -offering.openDays))

/** The last instant at which a booking can be cancelled without a telephone. */
export const cancelUntil = (offering: Pick<OfferingView, 'cancelMinutes'>, startsAt: string): Instant =>
  instant(startsAt) - offering.cancelMinutes * MINUTE

/** Whoever left too many places unused rests from booking for a while; never from care that people depend on. */
export function checkPause(offering: Pick<OfferingView, 'kind'>, standing: StrikeStatus): Result {
  if (!standing.pausedUntil || offering.kind === 'care') return ok(null)
  return refuse({ refusal: 'paused', until: standing.pausedUntil })
}

/**
 * May these people book this session now? The phone asks before it calls, the cloud before it writes;
 * places, doubles and overlaps are then held by the database alone.
 */
export function mayBook(session: Session, offering: OfferingView, people: readonly Person[], now: Instant): Result {
  if (session.status === 'called-off') return refuse({ refusal: 'called-off' })
  if (phaseOf(session, now) !== 'ahead') return refuse({ refusal: 'started' })
  const opens = opensAt(offering, session.startsAt)
  if (now < opens) return refuse({ refusal: 'not-open-yet', opensAt: moment(opens) })
  if (people.length > offering.people) return refuse({ refusal: 'too-many', most: offering.people })
  return checkAudience(offering.audience, people, session.startsAt)
}

/**
 * May this booking be cancelled now? After its deadline only by who means it (`late`): it may count as a strike. Who
 * waits, has an offer or was moved and not asked may always go.
 */
export function mayCancel(booking: Booking, now: Instant, late = false): Result {
  if (!mayMove(booking.status, 'cancelled')) return refuse({ refusal: 'cancelled' })
  if (booking.people.some((person) => person.came)) return refuse({ refusal: 'came-already' })
  if (booking.status !== 'booked' || booking.askedFrom || now <= instant(booking.cancelUntil)) return ok(null)
  if (now >= instant(booking.startsAt)) return refuse({ refusal: 'started' })
  const why: Refusal = { refusal: 'too-late-to-cancel', phone: booking.phone }
  return late ? ok(null) : refuse(why)
}

/** Offered and still to be taken, or moved and not said whether that suits: somebody waits for a word. */
export const needsAnswer = (booking: Booking, now: Instant): boolean =>
  booking.status === 'offered'
    ? now < instant(booking.offerUntil ?? booking.startsAt)
    : booking.status === 'booked' && !!booking.askedFrom && now < instant(booking.startsAt)

type BookingGroups = Record<'asked' | 'next' | 'waiting' | 'past', Booking[]>

/** Mine, as one wants to see them: what asks for an answer, what comes next, what waits; then what is past, newest first. */
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
