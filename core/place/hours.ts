import { addDays, atClock, type Clock, type Day, dayOf, type Instant, weekdayOf } from '../base/time'
import type { Calendar, Closure, Hours, StationCalendar } from './station'

/** One opening span of a day. */
export type Span = { from: Clock; to: Clock }

const SUNDAY = 7
const MONDAY = 1
/** How far ahead the next opening is searched; beyond it a station counts as closed until further notice. */
const LOOK_AHEAD_DAYS = 14

const spansOf = (text: string): Span[] =>
  text === '' ? [] : text.split(',').map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }))

type Known = { calendar: Calendar; closures?: readonly Closure[] }

/** The pack's calendar for one station. `closures` is absent in packs cached by older versions of the app. */
export const calendarOf = ({ calendar, closures = [] }: Known, station: string): StationCalendar => ({
  ...calendar,
  closed: closures.filter((closure) => closure.station === station).map(({ day }) => day),
})

/**
 * The weekday whose hours apply on a day (1–7), after legal holidays and 調休; null where the station is closed all day.
 */
export function effectiveWeekday(hours: Hours, day: Day, calendar: StationCalendar): number | null {
  if (calendar.closed?.includes(day)) return null
  if (calendar.rest.includes(day)) {
    if (hours.holiday === 'closed') return null
    return hours.holiday === 'sunday' ? SUNDAY : weekdayOf(day)
  }
  return calendar.work.includes(day) ? MONDAY : weekdayOf(day)
}

export const spansOfWeekday = (hours: Hours, weekday: number): Span[] => spansOf(hours.week[weekday - 1] ?? '')

/** Opening spans of a station on a day. */
export function hoursOn(hours: Hours, day: Day, calendar: StationCalendar): Span[] {
  const weekday = effectiveWeekday(hours, day, calendar)
  return weekday === null ? [] : spansOfWeekday(hours, weekday)
}

export type OpenState = { open: true; until: Clock; allDay: boolean } | { open: false; next?: { day: Day; at: Clock } }

/** Whether a station is open now and until when, or when it opens next. */
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
