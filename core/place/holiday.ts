import * as v from 'valibot'
import { oneLine } from '../base/text'
import { Day, weekdayOf } from '../base/time'
import type { Calendar } from './station'

const SATURDAY = 6
/** Longest name of a holiday, in letters. */
export const HOLIDAY_NAME_MOST = 20

/** A day on which a district rests or works otherwise than the calendar says: `rest`, or `work` as by 調休. */
export const HolidayKind = v.picklist(['rest', 'work'])
export const Holiday = v.object({ day: Day, kind: HolidayKind, name: oneLine(HOLIDAY_NAME_MOST) })
export type Holiday = v.InferOutput<typeof Holiday>

/** The calendar with the days that the district has entered, which count more than the law and the library. */
export function withHolidays(calendar: Calendar, holidays: readonly Holiday[]): Calendar {
  if (holidays.length === 0) return calendar
  const entered = new Set(holidays.map(({ day }) => day))
  const [rest, work] = [calendar.rest, calendar.work].map((days) => days.filter((day) => !entered.has(day)))
  for (const { day, kind } of holidays) {
    if (kind === 'rest') rest?.push(day)
    // A working day in the week has its own hours; only a worked weekend has Monday's.
    else if (weekdayOf(day) >= SATURDAY) work?.push(day)
  }
  return { rest: rest?.sort() ?? [], work: work?.sort() ?? [] }
}
