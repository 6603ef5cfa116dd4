import { addDays, type Day, weekdayOf } from '@core/base/time'
import type { Calendar } from '@core/place/station'
import chineseDays from 'chinese-days'
import { legalHolidays } from './legal-holidays'

const SATURDAY = 6

/**
 * Exceptions to the weekly rhythm over `days` days from `from`: legal holidays, and from chinese-days the days that the
 * yearly notice of the State Council adds to them, and its 調休 working days.
 */
export function calendarFrom(from: Day, days: number): Calendar {
  const calendar: Calendar = { rest: [], work: [] }
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(from, ahead)
    const { work, name } = chineseDays.getDayDetail(day)
    // The name of a plain day is its English weekday; an exception has the holiday's names, with commas.
    const isException = name.includes(',')
    if ((isException && !work) || legalHolidays(Number(day.slice(0, 4))).has(day)) calendar.rest.push(day)
    else if (isException && weekdayOf(day) >= SATURDAY) calendar.work.push(day)
  }
  return calendar
}
