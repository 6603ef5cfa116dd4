import { addDays, type Day } from '@core/base/time'
import chineseDays from 'chinese-days'

/**
 * Legal holidays by the State Council's regulation (《全国年节及纪念日放假办法》, 2024 revision): New Year's Day, Labour Day
 * (two days) and National Day (three) by date, …
 */
const BY_DATE = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
/** … the Spring Festival from the eve (除夕) to 初三, 端午 and 中秋 by the lunar calendar, as offsets from month/day. */
const BY_LUNAR_DATE = new Map([
  ['1/1', [-1, 0, 1, 2]],
  ['5/5', [0]],
  ['8/15', [0]],
])
/** Days of 29 February up to the end of a year. */
const leapDays = (year: number): number => Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
/**
 * … and 清明 by the sun: on 4, 5 or 6 April. The formula of the almanacs, with their constant for this century and the leap
 * days of all centuries, so that it holds from 1900 to 2200.
 */
const qingming = (year: number): number => Math.floor((year - 2000) * 0.2422 + 4.81 - (leapDays(year) - leapDays(2000)))

/** Month and day by the lunar calendar, for 1900 to 2100; undefined in a leap month, which repeats no festival. */
function lunarDate(day: Day): string | undefined {
  const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(day)
  return isLeap ? undefined : `${lunarMon}/${lunarDay}`
}

const known = new Map<number, ReadonlySet<Day>>()

/**
 * The legal holidays of a year (1900 to 2100), computed: they are law also in a year for which the yearly notice, with its
 * bridged weekends and 調休, is not out yet.
 */
export function legalHolidays(year: number): ReadonlySet<Day> {
  const found = known.get(year)
  if (found) return found
  const days = new Set(BY_DATE.map((date) => `${year}-${date}`))
  days.add(`${year}-04-0${qingming(year)}`)
  for (let day = `${year}-01-01`; day < `${year}-12-31`; day = addDays(day, 1))
    for (const offset of BY_LUNAR_DATE.get(lunarDate(day) ?? '') ?? []) days.add(addDays(day, offset))
  known.set(year, days)
  return days
}
