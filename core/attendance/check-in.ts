import * as v from 'valibot'
import { metresBetween, type Spot } from '../base/geo'
import { ok, type Result, refuse } from '../base/refusal'
import { type Day, dayOf, type Instant, instant, MINUTE, moment } from '../base/time'
import type { OfferingView, Session } from '../catalogue/session'

/** Self check-in opens this long before the start and closes at the end. */
const CHECK_IN_LEAD = 60 * MINUTE
/** With the code on paper: largest distance from the station, and largest inaccuracy of the position, in metres. */
export const CHECK_IN_RADIUS = 200
/** Distances are reported in tens of metres; phones are no more accurate. */
const DISTANCE_STEP = 10

/** The least accurate reading in metres: somewhere on Earth, whose circumference it is. */
const ACCURACY_MOST = 40_000_000

/** Position reported by a phone, GCJ-02, with its accuracy in metres. Checked once and not stored. */
export const ReportedPosition = v.strictObject({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lng: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  /** Negative where the phone itself considers the position invalid. */
  accuracy: v.optional(v.pipe(v.number(), v.minValue(-ACCURACY_MOST), v.maxValue(ACCURACY_MOST))),
})
export type ReportedPosition = v.InferOutput<typeof ReportedPosition>

/** When self check-in opens. */
export const opensCheckIn = ({ startsAt }: Pick<Session, 'startsAt'>): Instant => instant(startsAt) - CHECK_IN_LEAD

export const isCheckInTime = (session: Pick<Session, 'startsAt' | 'endsAt'>, now: Instant): boolean =>
  opensCheckIn(session) <= now && now < instant(session.endsAt)

/**
 * Day whose key a session's screen has on a given day: the one on which the session begins, on every day on which people
 * can check in. Midnight changes nothing then, so that a screen without a network goes on. Any other day has its own key:
 * one of yesterday makes no codes for a session of today.
 */
export function screenDay(session: Pick<Session, 'startsAt' | 'endsAt'>, day: Day): Day {
  const isOpenOn = dayOf(opensCheckIn(session)) <= day && day <= dayOf(instant(session.endsAt) - 1)
  return isOpenOn ? dayOf(instant(session.startsAt)) : day
}

/** Whether people with a booking may check in themselves now. Refusals: wall-off, called-off, not-now. */
export function mayCheckIn(session: Session, offering: Pick<OfferingView, 'wall'>, now: Instant): Result {
  if (!offering.wall) return refuse({ refusal: 'wall-off' })
  if (session.status === 'called-off') return refuse({ refusal: 'called-off' })
  if (isCheckInTime(session, now)) return ok(null)
  return refuse({ refusal: 'not-now', startsAt: session.startsAt, opensAt: moment(opensCheckIn(session)) })
}

/**
 * Checks the position for a code on paper, since a photo of it would work anywhere. Refusals: place-needed, too-far.
 */
export function checkPosition(station: Spot, where: ReportedPosition | undefined): Result {
  const { accuracy = 0 } = where ?? {}
  if (!where || accuracy < 0 || accuracy > CHECK_IN_RADIUS) return refuse({ refusal: 'place-needed' })
  const metres = metresBetween(station, where)
  if (metres <= CHECK_IN_RADIUS) return ok(null)
  const told = Math.ceil(metres / DISTANCE_STEP) * DISTANCE_STEP
  return refuse({ refusal: 'too-far', metres: told, within: CHECK_IN_RADIUS })
}
