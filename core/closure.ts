import * as v from 'valibot'
import { Moment, SessionId } from './session'
import { StationId } from './station'
import { isDay } from './time'

export const DayText = v.pipe(v.string(), v.check(isDay, 'YYYY-MM-DD'))
/** Words a manager gives along; shown to everybody they concern. */
export const Reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))

/** A day on which a station, or every station of a street, is closed; one action, for the typhoon as for the leak. */
export const ClosingDay = v.strictObject({
  scope: v.variant('scope', [
    v.strictObject({ scope: v.literal('station'), id: StationId }),
    v.strictObject({ scope: v.literal('street'), id: v.pipe(v.string(), v.regex(/^\d{9}$/)) }),
  ]),
  day: DayText,
  reason: Reason,
  /** What becomes of the day's sessions: called off, or moved to a free time, and called off where there is none. */
  act: v.picklist(['call-off', 'move']),
})
export type ClosingDay = v.InferOutput<typeof ClosingDay>

/** What becomes, or would become, of one session of the day. */
export const ClosedSession = v.object({
  session: SessionId,
  station: StationId,
  title: v.string(),
  startsAt: Moment,
  /** The free time it moves to; called off where there is none. */
  to: v.optional(Moment),
  booked: v.number(),
  waiting: v.number(),
})
export type ClosedSession = v.InferOutput<typeof ClosedSession>
