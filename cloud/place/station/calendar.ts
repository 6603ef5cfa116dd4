import { addDays, type Day, weekdayOf } from '@core/base/time'
import type { Calendar } from '@core/place/station'
import chineseDays from 'chinese-days'

/**
 * Holidays with a fixed date, by the State Council's rules for public holidays (2024 revision). They hold
 * even in a year whose notice, with its 調休, the library does not know yet.
 */
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
const SATURDAY = 6

/** The days from `from` on that do not follow the week: what the State Council published, by chinese-days. */
export function calendarFrom(from: Day, days: number): Calendar {
  const calendar: Calendar = { rest: [], work: [] }
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(from, ahead)
    const { work, name } = chineseDays.getDayDetail(day)
    // A plain weekend or working day carries its English weekday as its name; a bent one the holiday's.
    const bent = name.includes(',')
    if ((bent && !work) || FIXED.includes(day.slice(5))) calendar.rest.push(day)
    else if (bent && weekdayOf(day) >= SATURDAY) calendar.work.push(day)
  }
  return calendar
}
