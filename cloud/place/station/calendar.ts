import { addDays, type Day, weekdayOf } from '@core/base/time'
import type { Calendar } from '@core/place/station'
import chineseDays from 'chinese-days'

/**
 * Holidays with a fixed date, by the State Council's rules for public holidays (2024 revision). They apply
 * even in a year whose notice (with its 調休) the library does not have yet.
 */
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
const SATURDAY = 6

/** Exceptions to the weekly rhythm over `days` days from `from`: holidays and 調休 working days, from chinese-days. */
export function calendarFrom(from: Day, days: number): Calendar {
  const calendar: Calendar = { rest: [], work: [] }
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(from, ahead)
    const { work, name } = chineseDays.getDayDetail(day)
    // The name of a plain day is its English weekday; an exception has the holiday's names, with commas.
    const isException = name.includes(',')
    if ((isException && !work) || FIXED.includes(day.slice(5))) calendar.rest.push(day)
    else if (isException && weekdayOf(day) >= SATURDAY) calendar.work.push(day)
  }
  return calendar
}
