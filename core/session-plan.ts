import { keptWeekday, spansOfWeekday } from './hours'
import type { Offering, Weekly } from './offering'
import type { Calendar, Hours } from './station'
import { atClock, clockOf, type Day, type Instant, MINUTE, minutesOf } from './time'

/** A session that a template asks for; `id` is the same whenever it is planned. */
export type Planned = { id: string; startsAt: Instant; endsAt: Instant; capacity: number }

function fits(weekly: Weekly, hours: Hours, weekday: number): boolean {
  const from = minutesOf(weekly.at)
  const to = from + weekly.minutes
  return spansOfWeekday(hours, weekday).some((span) => minutesOf(span.from) <= from && to <= minutesOf(span.to))
}

/** The sessions of an offering on a day: none when the station is closed, or not open that long. */
export function planDay(offering: Offering, hours: Hours, day: Day, calendar: Calendar): Planned[] {
  const weekday = keptWeekday(hours, day, calendar)
  if (weekday === null) return []
  const slug = offering.id.slice(offering.id.indexOf('-') + 1)
  return offering.weekly
    .filter((weekly) => weekly.days.includes(weekday) && fits(weekly, hours, weekday))
    .map((weekly) => {
      const startsAt = atClock(day, weekly.at)
      const stamp = day.slice(2).replaceAll('-', '') + clockOf(startsAt).replace(':', '')
      return {
        id: `${offering.station}.${slug}-${stamp}`,
        startsAt,
        endsAt: startsAt + weekly.minutes * MINUTE,
        capacity: weekly.capacity,
      }
    })
}
