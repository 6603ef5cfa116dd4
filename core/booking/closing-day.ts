import * as v from 'valibot'
import { freeText } from '../base/text'
import { addDays, atClock, DAY, Day, dayOf, type Instant, MINUTE, Moment } from '../base/time'
import { hoursOn } from '../place/hours'
import { SessionId } from '../place/ids'
import { type Hours, type StationCalendar, StationId, StreetCode } from '../place/station'

/** Words a manager gives along; shown to everybody they concern. */
export const Reason = freeText(60)

/** A day on which a station, or every station of a street, is closed; one action, for the typhoon as for the leak. */
export const ClosingDay = v.strictObject({
  scope: v.variant('scope', [
    v.strictObject({ scope: v.literal('station'), id: StationId }),
    v.strictObject({ scope: v.literal('street'), id: StreetCode }),
  ]),
  day: Day,
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

type Stretch = { from: Instant; to: Instant }
/** A session that must go elsewhere, and what stands in its way. */
export type MovingSession = {
  from: Instant
  to: Instant
  hours: Hours
  calendar: StationCalendar
  /** Other sessions of the offering, and the time of everybody seated. */
  taken: readonly Stretch[]
}

const MOVE_WITHIN_DAYS = 14
const QUARTER_HOUR = 15 * MINUTE

/** When the station is open on a day. */
const openOn = ({ hours, calendar }: MovingSession, day: Day): Stretch[] =>
  hoursOn(hours, day, calendar).map((span) => ({ from: atClock(day, span.from), to: atClock(day, span.to) }))

/** The quarter hours at which something so long could begin. */
const quartersOf = (open: Stretch, length: number): Instant[] => {
  const first = Math.ceil(open.from / QUARTER_HOUR) * QUARTER_HOUR
  const count = Math.floor((open.to - length - first) / QUARTER_HOUR) + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => first + at * QUARTER_HOUR)
}

/**
 * The times it can move to, best first: the same clock on the days that follow; then, day by day, what is open and free and
 * nearest to that clock, so that a morning does not become a night where it is always open.
 */
export function freeTimes(moving: MovingSession): Instant[] {
  const { from, to, taken } = moving
  const length = to - from
  const days = Array.from({ length: MOVE_WITHIN_DAYS }, (_, ahead) => addDays(dayOf(from), ahead + 1))
  const openDays = days.map((day) => openOn(moving, day))
  const open = openDays.flat()
  const same = Array.from({ length: MOVE_WITHIN_DAYS }, (_, ahead) => from + (ahead + 1) * DAY)
  const isOpen = (at: Instant) => open.some((span) => span.from <= at && at + length <= span.to)
  const isFree = (at: Instant) => taken.every((other) => other.to <= at || at + length <= other.from)
  const others = openDays.flatMap((spans, ahead) => {
    const off = (at: Instant) => Math.abs(at - (from + (ahead + 1) * DAY))
    return spans
      .flatMap((span) => quartersOf(span, length))
      .filter((at) => !same.includes(at))
      .sort((a, b) => off(a) - off(b))
  })
  return [...same.filter(isOpen), ...others].filter(isFree)
}
