import * as v from 'valibot'
import { oneLine } from '../base/text'
import { addDays, atClock, DAY, Day, dayOf, type Instant, MINUTE, Moment } from '../base/time'
import { AHEAD_DAYS } from '../catalogue/session-plan'
import { hoursOn } from '../place/hours'
import { SessionId } from '../place/ids'
import { type Hours, type StationCalendar, StationId, StreetCode } from '../place/station'

/** Longest reason, in letters: it goes into a notice. */
export const REASON_MOST = 60
/** Reason given by a manager, shown to everyone affected. */
export const Reason = oneLine(REASON_MOST)

/** Closing a station, or every station of a street, for a day: one action for a typhoon as for a water leak. */
export const ClosingDay = v.strictObject({
  scope: v.variant('scope', [
    v.strictObject({ scope: v.literal('station'), id: StationId }),
    v.strictObject({ scope: v.literal('street'), id: StreetCode }),
  ]),
  day: Day,
  reason: Reason,
  /** What to do with the day's sessions: call off, or move to a free time, and call off where there is none. */
  act: v.picklist(['call-off', 'move']),
})
export type ClosingDay = v.InferOutput<typeof ClosingDay>

/** Last day that can be closed: no session is published after it. */
export const lastClosableDay = (today: Day): Day => addDays(today, AHEAD_DAYS.most - 1)

/** Days ahead that a station can be closed on: every second one. More of them is a matter of its opening hours. */
export const MAX_CLOSED_DAYS = 30

/** Outcome for one session of the day; in a dry run, the expected one. */
export const ClosedSession = v.object({
  session: SessionId,
  station: StationId,
  title: v.string(),
  startsAt: Moment,
  /** New start; absent where it is called off. */
  to: v.optional(Moment),
  booked: v.number(),
  waiting: v.number(),
  /**
   * What became of it; absent as long as it waits. `left`: somebody else has changed it since, it has begun, or the day was
   * reopened before. `reopened`: called off, and restored when the day was reopened.
   */
  outcome: v.optional(v.picklist(['moved', 'called-off', 'left', 'reopened'])),
})
export type ClosedSession = v.InferOutput<typeof ClosedSession>

/** Progress of closing a day, whose sessions are moved or called off in batches. */
export const ClosingProgress = v.object({
  id: v.string(),
  scope: ClosingDay.entries.scope,
  day: Day,
  reason: v.string(),
  act: ClosingDay.entries.act,
  at: Moment,
  /** Sessions in all, those done, and the bookings notified so far. */
  sessions: v.number(),
  done: v.number(),
  told: v.number(),
  ended: v.boolean(),
})
export type ClosingProgress = v.InferOutput<typeof ClosingProgress>

type Stretch = { from: Instant; to: Instant }
/** A session to move, and the constraints on its new time. */
export type MovingSession = {
  from: Instant
  to: Instant
  hours: Hours
  calendar: StationCalendar
  /** Times of the offering's other sessions, and of everyone seated in this one. */
  taken: readonly Stretch[]
}

/** So many days after a closure another time is looked for. */
export const MOVE_WITHIN_DAYS = 14
const QUARTER_HOUR = 15 * MINUTE

/** Opening spans of the station on a day. */
const openOn = ({ hours, calendar }: MovingSession, day: Day): Stretch[] =>
  hoursOn(hours, day, calendar).map((span) => ({ from: atClock(day, span.from), to: atClock(day, span.to) }))

/** Quarter hours at which a session of this length could start. */
const quartersOf = (open: Stretch, length: number): Instant[] => {
  const first = Math.ceil(open.from / QUARTER_HOUR) * QUARTER_HOUR
  const count = Math.floor((open.to - length - first) / QUARTER_HOUR) + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => first + at * QUARTER_HOUR)
}

/** The same times without overlaps, in order: hundreds of people have far fewer times at which one of them is busy. */
function mergeStretches(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1]
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** Index of the first stretch that ends after an instant, by binary search. */
function indexOfEnd(merged: readonly Stretch[], at: Instant): number {
  let [low, high] = [0, merged.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((merged[middle] as Stretch).to > at) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Possible new starts within 14 days, best first: the same time of day on the following days; then, day by day, the open
 * and free quarter hours nearest to that time, so that a morning session does not move to the night at a 24-hour station.
 */
export function freeTimes(moving: MovingSession): Instant[] {
  const { from, to } = moving
  const taken = mergeStretches(moving.taken)
  const length = to - from
  const days = Array.from({ length: MOVE_WITHIN_DAYS }, (_, ahead) => addDays(dayOf(from), ahead + 1))
  const openDays = days.map((day) => openOn(moving, day))
  const open = openDays.flat()
  const same = Array.from({ length: MOVE_WITHIN_DAYS }, (_, ahead) => from + (ahead + 1) * DAY)
  const isOpen = (at: Instant) => open.some((span) => span.from <= at && at + length <= span.to)
  const isFree = (at: Instant) => {
    const next = taken[indexOfEnd(taken, at)]
    return !next || at + length <= next.from
  }
  const others = openDays.flatMap((spans, ahead) => {
    const off = (at: Instant) => Math.abs(at - (from + (ahead + 1) * DAY))
    return spans
      .flatMap((span) => quartersOf(span, length))
      .filter((at) => !same.includes(at))
      .sort((a, b) => off(a) - off(b))
  })
  return [...same.filter(isOpen), ...others].filter(isFree)
}
