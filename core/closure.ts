import * as v from 'valibot'
import { hoursOn } from './hours'
import { Moment, SessionId } from './session'
import { type Hours, type StationCalendar, StationId, StreetCode } from './station'
import { addDays, atClock, DAY, type Day, dayOf, type Instant, isDay, MINUTE } from './time'

const DayText = v.pipe(v.string(), v.check(isDay, 'YYYY-MM-DD'))
/** Words a manager gives along; shown to everybody they concern. */
export const Reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))

/** A day on which a station, or every station of a street, is closed; one action, for the typhoon as for the leak. */
export const ClosingDay = v.strictObject({
  scope: v.variant('scope', [
    v.strictObject({ scope: v.literal('station'), id: StationId }),
    v.strictObject({ scope: v.literal('street'), id: StreetCode }),
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

type Stretch = { from: Instant; to: Instant }
/** A session that must go elsewhere, and what stands in its way. */
export type Moving = {
  from: Instant
  to: Instant
  hours: Hours
  calendar: StationCalendar
  /** Other sessions of the offering, and the time of everybody seated. */
  taken: readonly Stretch[]
}

/** So many days after a closure another time is looked for. */
export const MOVE_DAYS = 14
const QUARTER = 15 * MINUTE

/** When the station is open on a day. */
const openOn = ({ hours, calendar }: Moving, day: Day): Stretch[] =>
  hoursOn(hours, day, calendar).map((span) => ({ from: atClock(day, span.from), to: atClock(day, span.to) }))

/** The quarter hours at which something so long could begin. */
const quartersOf = (open: Stretch, length: number): Instant[] => {
  const first = Math.ceil(open.from / QUARTER) * QUARTER
  const count = Math.floor((open.to - length - first) / QUARTER) + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => first + at * QUARTER)
}

/**
 * The times it can move to, best first: the same clock on the days that follow; then, day by day, what is open and free and
 * nearest to that clock, so that a morning does not become a night where it is always open.
 */
export function freeTimes(moving: Moving): Instant[] {
  const { from, to, taken } = moving
  const length = to - from
  const days = Array.from({ length: MOVE_DAYS }, (_, ahead) => addDays(dayOf(from), ahead + 1))
  const openDays = days.map((day) => openOn(moving, day))
  const open = openDays.flat()
  const same = Array.from({ length: MOVE_DAYS }, (_, ahead) => from + (ahead + 1) * DAY)
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
