import * as v from 'valibot'
import { metresBetween, type Spot } from '../base/geo'
import { no, type Verdict, yes } from '../base/refusal'
import { type Instant, instant, MINUTE } from '../base/time'
import type { OfferingView, Session } from '../catalogue/session'

/** Somebody may check in themselves from so long before the start until the end. */
const CHECK_IN_AHEAD = 60 * MINUTE
/** With the code on paper no farther from the station than this, in metres, and from a place known as well as that. */
export const HERE_METRES = 200
/** A distance is told in tens of metres; a phone knows it no better. */
const TOLD_METRES = 10

/** Where a phone says it is, GCJ-02, and how far off that may be, in metres. It is looked at once, and not kept. */
export const Whereabouts = v.strictObject({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lng: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  /** Below nought where the phone itself does not believe it. */
  accuracy: v.optional(v.number()),
})
export type Whereabouts = v.InferOutput<typeof Whereabouts>

/** From when. */
export const opensCheckIn = ({ startsAt }: Pick<Session, 'startsAt'>): Instant => instant(startsAt) - CHECK_IN_AHEAD

export const isCheckInTime = (session: Pick<Session, 'startsAt' | 'endsAt'>, now: Instant): boolean =>
  opensCheckIn(session) <= now && now < instant(session.endsAt)

/** May whoever has booked this session check in themselves now? */
export function mayCheckIn(session: Session, offering: Pick<OfferingView, 'wall'>, now: Instant): Verdict {
  if (!offering.wall) return no({ refusal: 'wall-off' })
  if (session.status === 'called-off') return no({ refusal: 'called-off' })
  return isCheckInTime(session, now) ? yes(null) : no({ refusal: 'not-now', startsAt: session.startsAt })
}

/** The code on paper is worth something at its station alone, since a picture of it is as good. */
export function isHere(station: Spot, where: Whereabouts | undefined): Verdict {
  const { accuracy = 0 } = where ?? {}
  if (!where || accuracy < 0 || accuracy > HERE_METRES) return no({ refusal: 'place-needed' })
  const metres = metresBetween(station, where)
  if (metres <= HERE_METRES) return yes(null)
  return no({ refusal: 'too-far', metres: Math.ceil(metres / TOLD_METRES) * TOLD_METRES })
}
