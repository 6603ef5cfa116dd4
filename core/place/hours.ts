import { addDays, atClock, type Clock, type Day, dayOf, type Instant, weekdayOf } from '../base/time'
import type { Calendar, Closure, Hours, StationCalendar } from './station'

/** One stretch of being open, clock to clock. */
export type Span = { from: Clock; to: Clock }

const SUNDAY = 7
const MONDAY = 1
/** How far ahead the next opening is looked for; beyond it a station counts as closed for now. */
const LOOK_AHEAD_DAYS = 14

const spansOf = (text: string): Span[] =>
  text === '' ? [] : text.split(',').map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }))

type Known = { calendar: Calendar; closures?: readonly Closure[] }

/** A pack's calendar as one station keeps it. A pack that a phone kept from before knows of no closures. */
export const calendarOf = ({ calendar, closures = [] }: Known, station: string): StationCalendar => ({
  ...calendar,
  closed: closures.filter((closure) => closure.station === station).map(({ day }) => day),
})

/** The weekday whose hours a day keeps: its own, bent by legal holidays and 調休; null on a day when it is closed. */
export function effectiveWeekday(hours: Hours, day: Day, calendar: StationCalendar): number | null {
  if (calendar.closed?.includes(day)) return null
  if (calendar.rest.includes(day)) {
    if (hours.holiday === 'closed') return null
    return hours.holiday === 'sunday' ? SUNDAY : weekdayOf(day)
  }
  return calendar.work.includes(day) ? MONDAY : weekdayOf(day)
}

export const spansOfWeekday = (hours: Hours, weekday: number): Span[] => spansOf(hours.week[weekday - 1] ?? '')

/** The hours a station keeps on a day. */
export function hoursOn(hours: Hours, day: Day, calendar: StationCalendar): Span[] {
  const weekday = effectiveWeekday(hours, day, calendar)
  return weekday === null ? [] : spansOfWeekday(hours, weekday)
}

export type OpenState = { open: true; until: Clock; allDay: boolean } | { open: false; next?: { day: Day; at: Clock } }

/** Open now and until when, or when it opens next. */
export function openState(hours: Hours, calendar: StationCalendar, now: Instant): OpenState {
  const today = dayOf(now)
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
    const day = addDays(today, ahead)
    for (const { from, to } of hoursOn(hours, day, calendar)) {
      if (now < atClock(day, from)) return { open: false, next: { day, at: from } }
      if (now < atClock(day, to)) return { open: true, until: to, allDay: from === '00:00' && to === '24:00' }
    }
  }
  return { open: false }
}
