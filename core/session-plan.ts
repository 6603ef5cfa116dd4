import { keptWeekday, spansOfWeekday } from './hours'
import type { Offering, Template } from './offering'
import { type Falls, fallsBetween } from './recurrence'
import type { Hours, StationCalendar } from './station'
import { addDays, clockOf, type Day, type Instant, MINUTE, minutesOf, startOfDay, weekdayOf } from './time'

/** Sessions stand ready so many days ahead, today included; more where booking opens earlier. */
export const AHEAD_DAYS = { least: 14, most: 60 } as const

/** A session that a template asks for; `id` is the same whenever it is planned. */
export type Planned = { id: string; startsAt: Instant; endsAt: Instant; capacity: number }

/** The minutes of the day at which a template's sessions begin, one after the other. */
export const startsOf = ({ at, minutes, slots = 1 }: Template): number[] =>
  Array.from({ length: slots }, (_, slot) => minutesOf(at) + slot * minutes)

/** Is the station open from then on for so many minutes? A midday break is in nobody's time. */
export const isOpenFor = (hours: Hours, weekday: number, from: number, minutes: number): boolean =>
  spansOfWeekday(hours, weekday).some((span) => minutesOf(span.from) <= from && from + minutes <= minutesOf(span.to))

/** A bent day is judged as the day of its own week whose weekday it keeps: a worked Saturday as that week's Monday. */
const judgedAs = (day: Day, weekday: number): Day => addDays(day, weekday - weekdayOf(day))

/** The rules of all days from one to another, and of the days of their weeks as which they may be judged. */
export const rulesBetween = (from: Day, to: Day): Falls => fallsBetween(addDays(from, -6), addDays(to, 6))

/** The sessions of an offering on a day: none when the station is closed, or not open that long. */
export function planDay(
  { id, station, templates }: Offering,
  hours: Hours,
  day: Day,
  calendar: StationCalendar,
  falls: Falls = rulesBetween(day, day),
): Planned[] {
  const weekday = keptWeekday(hours, day, calendar)
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
