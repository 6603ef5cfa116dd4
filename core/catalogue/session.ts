import * as v from 'valibot'
import { count, INTEGER_MOST } from '../base/count'
import { clockOf, DAY, type Day, dayOf, daysBetween, type Instant, instant, Moment } from '../base/time'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'
import { Offering, OfferingKind } from './offering'

/**
 * Draw for places: sign-up ends at `at`. The commitment is public from the start, the seed after the draw
 * (core/booking/draw.ts).
 */
const DrawTimes = v.object({ at: Moment, done: v.boolean() })

/** A session's version, incremented by every change. */
export const Version = count(0, INTEGER_MOST)

/**
 * One session (場次), as lists show it. `taken`: seats booked or offered; `left`: seats a newcomer can book now, without
 * those held; `waiting`: groups on the waitlist.
 */
export const Session = v.object({
  id: SessionId,
  station: StationId,
  offering: v.string(),
  kind: OfferingKind,
  title: v.string(),
  startsAt: Moment,
  endsAt: Moment,
  capacity: v.number(),
  taken: v.number(),
  left: v.number(),
  waiting: v.number(),
  status: v.picklist(['open', 'called-off']),
  /** Incremented by every change. */
  version: v.number(),
  draw: v.optional(DrawTimes),
  /** Original start, where it was moved. */
  movedFrom: v.optional(Moment),
  /** Why it was moved or called off. */
  reason: v.optional(v.string()),
})
export type Session = v.InferOutput<typeof Session>

/** Offering as residents see it, without its templates. */
export const OfferingView = v.omit(Offering, ['templates'])
export type OfferingView = v.InferOutput<typeof OfferingView>

/** One session with the rules needed before booking. */
export const SessionDetail = v.object({ session: Session, offering: OfferingView })
export type SessionDetail = v.InferOutput<typeof SessionDetail>

/** Phase of a session at `now`: before, during or after. */
export function phaseOf(session: { startsAt: string; endsAt: string }, now: Instant): 'ahead' | 'on' | 'over' {
  if (now < instant(session.startsAt)) return 'ahead'
  return now < instant(session.endsAt) ? 'on' : 'over'
}

export const daysAhead = (session: { startsAt: string }, now: Instant): number =>
  daysBetween(dayOf(now), dayOf(instant(session.startsAt)))

export const isOnDay = (session: { startsAt: string; endsAt: string }, day: Day): boolean =>
  dayOf(instant(session.startsAt)) <= day && day <= dayOf(instant(session.endsAt) - 1)

/** From midnight to midnight: said in one word, since its end by the clock equals its start. */
export const isAllDay = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean =>
  clockOf(instant(startsAt)) === '00:00' && instant(endsAt) - instant(startsAt) === DAY

/** A draw is still to be made; until then everyone waits. */
export const isUndrawn = (session: Pick<Session, 'draw'>): boolean => !!session.draw && !session.draw.done

/** Sign-up for the draw is over, but the draw is not made yet. */
export const isDrawing = (session: Pick<Session, 'draw'>, now: Instant): boolean =>
  isUndrawn(session) && now >= instant(session.draw?.at ?? '')
