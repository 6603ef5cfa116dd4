import * as v from 'valibot'
import { metresBetween, type Spot } from '../base/geo'
import { ok, type Result, refuse } from '../base/refusal'
import { type Instant, instant, MINUTE } from '../base/time'
import type { OfferingView, Session } from '../catalogue/session'

/** Somebody may check in themselves from so long before the start until the end. */
const CHECK_IN_LEAD = 60 * MINUTE
/** With the code on paper no farther from the station than this, in metres, and from a place known as well as that. */
export const CHECK_IN_RADIUS = 200
/** A distance is told in tens of metres; a phone knows it no better. */
const DISTANCE_STEP = 10

/** Where a phone says it is, GCJ-02, and how far off that may be, in metres. It is looked at once, and not kept. */
export const ReportedPosition = v.strictObject({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lng: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  /** Below nought where the phone itself does not believe it. */
  accuracy: v.optional(v.number()),
})
export type ReportedPosition = v.InferOutput<typeof ReportedPosition>

/** From when. */
export const opensCheckIn = ({ startsAt }: Pick<Session, 'startsAt'>): Instant => instant(startsAt) - CHECK_IN_LEAD

export const isCheckInTime = (session: Pick<Session, 'startsAt' | 'endsAt'>, now: Instant): boolean =>
  opensCheckIn(session) <= now && now < instant(session.endsAt)

/** May whoever has booked this session check in themselves now? */
export function mayCheckIn(session: Session, offering: Pick<OfferingView, 'wall'>, now: Instant): Result {
  if (!offering.wall) return refuse({ refusal: 'wall-off' })
  if (session.status === 'called-off') return refuse({ refusal: 'called-off' })
  return isCheckInTime(session, now) ? ok(null) : refuse({ refusal: 'not-now', startsAt: session.startsAt })
}

/** The code on paper is worth something at its station alone, since a picture of it is as good. */
export function checkPosition(station: Spot, where: ReportedPosition | undefined): Result {
  const { accuracy = 0 } = where ?? {}
  if (!where || accuracy < 0 || accuracy > CHECK_IN_RADIUS) return refuse({ refusal: 'place-needed' })
  const metres = metresBetween(station, where)
  if (metres <= CHECK_IN_RADIUS) return ok(null)
  return refuse({ refusal: 'too-far', metres: Math.ceil(metres / DISTANCE_STEP) * DISTANCE_STEP })
}
