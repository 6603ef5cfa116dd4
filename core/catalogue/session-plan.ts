import { addDays, clockOf, type Day, type Instant, MINUTE, minutesOf, startOfDay } from '../base/time'
import { effectiveWeekday, spansOfWeekday } from '../place/hours'
import type { Hours, StationCalendar } from '../place/station'
import { type Offering, OPEN_DAYS_MOST, type SessionTemplate } from './offering'
import { seriesOf } from './recurrence'

/** Days planned ahead, today included: at least `least`, more if booking opens earlier, at most `most`. */
export const AHEAD_DAYS = { least: 14, most: OPEN_DAYS_MOST } as const

/** Last day to plan. */
export const lastDayOf = ({ openDays }: Pick<Offering, 'openDays'>, today: Day): Day =>
  addDays(today, Math.min(AHEAD_DAYS.most, Math.max(AHEAD_DAYS.least, openDays)) - 1)

/**
 * Sessions of one offering that are planned at once; 50 a day for 60 days. More would hold up the process, and everybody
 * else who asks it, for seconds.
 */
export const SESSIONS_MOST = 3_000

/** A session generated from a template; `id` is deterministic, so planning again gives the same session. */
export type Planned = { id: string; startsAt: Instant; endsAt: Instant; capacity: number }

/** Starts of a template's sessions on a day, in minutes after midnight. */
export const startsOf = ({ at, minutes, slots = 1 }: SessionTemplate): number[] =>
  Array.from({ length: slots }, (_, slot) => minutesOf(at) + slot * minutes)

/** Whether the station is open without a break from `from`, in minutes after midnight, for `minutes`. */
export const isOpenFor = (hours: Hours, weekday: number, from: number, minutes: number): boolean =>
  spansOfWeekday(hours, weekday).some((span) => minutesOf(span.from) <= from && from + minutes <= minutesOf(span.to))

/**
 * Planner of an offering: its sessions on a day, none while the station is closed or not open long enough. The rules are
 * parsed once for all days. A start that two templates ask for on one day is planned once.
 */
export function dayPlanner({ id, station, templates }: Offering, hours: Hours, calendar: StationCalendar) {
  const slug = id.slice(id.indexOf('-') + 1)
  const series = templates.map((template) => ({ template, falls: seriesOf(template) }))
  return (day: Day): Planned[] => {
    const weekday = effectiveWeekday(hours, day, calendar)
    if (weekday === null) return []
    const starts = new Set<number>()
    return series
      .filter(({ falls }) => falls?.(day, weekday))
      .flatMap(({ template }) =>
        startsOf(template)
          .filter((from) => !starts.has(from) && isOpenFor(hours, weekday, from, template.minutes))
          .map((from) => {
            starts.add(from)
            const startsAt = startOfDay(day) + from * MINUTE
            const stamp = day.slice(2).replaceAll('-', '') + clockOf(startsAt).replace(':', '')
            const endsAt = startsAt + template.minutes * MINUTE
            return { id: `${station}.${slug}-${stamp}`, startsAt, endsAt, capacity: template.capacity }
          }),
      )
  }
}

/**
 * Plans day by day from `from` to `to`, and ends before the day with which there would be more than SESSIONS_MOST. One day
 * has 1440 starts at most, so there is always a first day, and planning on after the last one comes to an end.
 */
export function planDays(planDay: (day: Day) => Planned[], from: Day, to: Day): { sessions: Planned[]; to: Day } {
  const sessions: Planned[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const more = planDay(day)
    if (sessions.length + more.length > SESSIONS_MOST) return { sessions, to: addDays(day, -1) }
    sessions.push(...more)
  }
  return { sessions, to }
}
