import * as v from 'valibot'
import { type Day, dayOf, daysBetween, type Instant, instant, Moment } from '../base/time'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'
import { Offering, OfferingKind } from './offering'

/** A draw for places: until `at` one signs up. The hash is known from the start, the seed after the draw (core/booking/draw.ts). */
const DrawTimes = v.object({ at: Moment, done: v.boolean() })

/** One 場次, as lists show it. `left` is what a newcomer can still book now; `waiting` the parties in its line. */
export const Session = v.object({
  id: SessionId,
  station: StationId,
  offering: v.string(),
  kind: OfferingKind,
  title: v.string(),
  startsAt: Moment,
  endsAt: Moment,
  capacity: v.number(),
  left: v.number(),
  waiting: v.number(),
  status: v.picklist(['open', 'called-off']),
  /** Counts every change. */
  version: v.number(),
  draw: v.optional(DrawTimes),
  /** When it was to be, before it was moved. */
  movedFrom: v.optional(Moment),
  /** Why it was moved or called off. */
  reason: v.optional(v.string()),
})
export type Session = v.InferOutput<typeof Session>

/** What is offered, without the template its sessions grow from. */
export const OfferingView = v.omit(Offering, ['templates'])
export type OfferingView = v.InferOutput<typeof OfferingView>

/** One session with everything a person wants to know before booking. */
export const SessionDetail = v.object({ session: Session, offering: OfferingView })
export type SessionDetail = v.InferOutput<typeof SessionDetail>

/** Before, during or after, by the clock handed in. */
export function phaseOf(session: { startsAt: string; endsAt: string }, now: Instant): 'ahead' | 'on' | 'over' {
  if (now < instant(session.startsAt)) return 'ahead'
  return now < instant(session.endsAt) ? 'on' : 'over'
}

export const daysAhead = (session: { startsAt: string }, now: Instant): number =>
  daysBetween(dayOf(now), dayOf(instant(session.startsAt)))

export const isOnDay = (session: { startsAt: string; endsAt: string }, day: Day): boolean =>
  dayOf(instant(session.startsAt)) <= day && day <= dayOf(instant(session.endsAt) - 1)

/** Places will be drawn, and are not yet: everybody waits. */
export const isUndrawn = (session: Pick<Session, 'draw'>): boolean => !!session.draw && !session.draw.done

/** Signing up for the draw is over, and it is not made yet. */
export const isDrawing = (session: Pick<Session, 'draw'>, now: Instant): boolean =>
  isUndrawn(session) && now >= instant(session.draw?.at ?? '')
