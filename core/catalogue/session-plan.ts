import { addDays, clockOf, type Day, type Instant, MINUTE, minutesOf, startOfDay, weekdayOf } from '../base/time'
import { effectiveWeekday, spansOfWeekday } from '../place/hours'
import type { Hours, StationCalendar } from '../place/station'
import { type Offering, OPEN_DAYS_MOST, type SessionTemplate } from './offering'
import { type FallsOn, fallsBetween } from './recurrence'

/** Days planned ahead, today included: at least `least`, more if booking opens earlier, at most `most`. */
export const AHEAD_DAYS = { least: 14, most: OPEN_DAYS_MOST } as const

/** A session generated from a template; `id` is deterministic, so planning again gives the same session. */
export type Planned = { id: string; startsAt: Instant; endsAt: Instant; capacity: number }

/** Starts of a template's sessions on a day, in minutes after midnight. */
export const startsOf = ({ at, minutes, slots = 1 }: SessionTemplate): number[] =>
  Array.from({ length: slots }, (_, slot) => minutesOf(at) + slot * minutes)

/** Whether the station is open without a break from `from`, in minutes after midnight, for `minutes`. */
export const isOpenFor = (hours: Hours, weekday: number, from: number, minutes: number): boolean =>
  spansOfWeekday(hours, weekday).some((span) => minutesOf(span.from) <= from && from + minutes <= minutesOf(span.to))

/**
 * Day by which rules are matched: a day with another weekday's hours counts as that day of its own week, for instance a
 * worked Saturday as its Monday.
 */
const judgedAs = (day: Day, weekday: number): Day => addDays(day, weekday - weekdayOf(day))

/** Expands rules for a period, widened to whole weeks because of `judgedAs`. */
export const rulesBetween = (from: Day, to: Day): FallsOn => fallsBetween(addDays(from, -6), addDays(to, 6))

/** Sessions of an offering on a day; none while the station is closed, or not open long enough. */
export function planDay(
  { id, station, templates }: Offering,
  hours: Hours,
  day: Day,
  calendar: StationCalendar,
  falls: FallsOn = rulesBetween(day, day),
): Planned[] {
  const weekday = effectiveWeekday(hours, day, calendar)
  if (weekday === null) return []
  const slug = id.slice(id.indexOf('-') + 1)
  return templates
    .filter(({ rrule }) => falls(rrule, judgedAs(day, weekday)))
    .flatMap((template) =>
      startsOf(template)
        .filter((from) => isOpenFor(hours, weekday, from, template.minutes))
        .map((from) => {
          const startsAt = startOfDay(day) + from * MINUTE
          const stamp = day.slice(2).replaceAll('-', '') + clockOf(startsAt).replace(':', '')
          const endsAt = startsAt + template.minutes * MINUTE
          return { id: `${station}.${slug}-${stamp}`, startsAt, endsAt, capacity: template.capacity }
        }),
    )
}
