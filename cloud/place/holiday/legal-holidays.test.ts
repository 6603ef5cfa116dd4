import { addDays, DAY, type Day, startOfDay } from '@core/base/time'
import chineseDays from 'chinese-days'
import { calendarFrom } from './calendar'
import { legalHolidays } from './legal-holidays'

/** As published, by year: 初一, 清明, 端午, 中秋; 2015 to 2026 in the State Council's notices, otherwise in almanacs. */
const PUBLISHED: Record<number, [string, string, string, string]> = {
  2015: ['02-19', '04-05', '06-20', '09-27'],
  2016: ['02-08', '04-04', '06-09', '09-15'],
  2017: ['01-28', '04-04', '05-30', '10-04'],
  2018: ['02-16', '04-05', '06-18', '09-24'],
  2019: ['02-05', '04-05', '06-07', '09-13'],
  2020: ['01-25', '04-04', '06-25', '10-01'],
  2021: ['02-12', '04-04', '06-14', '09-21'],
  2022: ['02-01', '04-05', '06-03', '09-10'],
  2023: ['01-22', '04-05', '06-22', '09-29'],
  2024: ['02-10', '04-04', '06-10', '09-17'],
  2025: ['01-29', '04-04', '05-31', '10-06'],
  2026: ['02-17', '04-05', '06-19', '09-25'],
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  // The two years around the leap month of 2033, on which calendars without astronomy stumble.
  2033: ['01-31', '04-04', '06-01', '09-08'],
  2034: ['02-19', '04-05', '06-20', '09-27'],
  // The last century and the next: 1900 and 2100 are no leap years, so 清明 is a day later from then on.
  1999: ['02-16', '04-05', '06-18', '09-24'],
  2057: ['02-04', '04-04', '06-06', '09-13'],
  2100: ['02-09', '04-05', '06-12', '09-18'],
}
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
const YEARS = Array.from({ length: 41 }, (_, at) => 2020 + at)
const holidaysOf = (year: number): Day[] => [...legalHolidays(year)].sort()

test.each(Object.entries(PUBLISHED))('the legal holidays of %s are those published', (year, published) => {
  const [first, ...others] = published.map((date) => `${year}-${date}`) as [Day, ...Day[]]
  const spring = [-1, 0, 1, 2].map((days) => addDays(first, days))
  const all = new Set([...FIXED.map((date) => `${year}-${date}`), ...spring, ...others])
  expect(holidaysOf(Number(year))).toEqual([...all].sort())
})
test('the notices of past years gave each of these days off, the eve only from 2025 on', () => {
  for (const [year, [first]] of Object.entries(PUBLISHED).filter(([year]) => '2015' <= year && year <= '2026')) {
    const before2025 = [addDays(`${year}-${first}`, -1), `${year}-05-02`]
    const off = holidaysOf(Number(year)).filter((day) => Number(year) >= 2025 || !before2025.includes(day))
    expect(off.filter((day) => !chineseDays.getDayDetail(day).name.includes(','))).toEqual([])
  }
})

describe.each(YEARS)('%i', (year) => {
  const days = holidaysOf(year)
  const between = (from: string, to: string) => days.filter((day) => `${year}-${from}` <= day && day <= `${year}-${to}`)
  test('has thirteen legal holidays, or less where 中秋 is one of National Day', () => {
    expect(days.every((day) => day.startsWith(`${year}-`))).toBe(true)
    const shared = between('10-01', '10-03').length === 3 && between('09-07', '10-08').length === 3
    expect(days).toHaveLength(shared ? 12 : 13)
  })
  test('has the Spring Festival in four days in a row, 清明 in early April, 端午 in between', () => {
    const spring = between('01-20', '02-24')
    expect(spring).toEqual([0, 1, 2, 3].map((ahead) => addDays(spring[0] as Day, ahead)))
    expect([between('04-03', '04-06').length, between('05-25', '06-26').length]).toEqual([1, 1])
  })
  test('is in the calendar whatever the library’s table knows', () => {
    const { rest, work } = calendarFrom(`${year}-01-01`, 365)
    expect(days.filter((day) => !rest.includes(day) || work.includes(day))).toEqual([])
  })
})

/** Julian century of an instant, from 2000-01-01T12:00Z; some 75 seconds of ΔT added. */
const centuries = (at: number): number => ((at + 75_000) / DAY - 10_957.5) / 36_525
const sin = (degrees: number): number => Math.sin((degrees * Math.PI) / 180)
/** Apparent longitude of the sun in degrees, to 0.01°, which it moves in a quarter of an hour (Meeus, ch. 25). */
function sunLongitude(at: number): number {
  const t = centuries(at)
  const m = 357.52911 + 35_999.05029 * t
  const centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m)
  const longitude = 280.46646 + 36_000.76983 * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1_934.136 * t)
  return ((longitude % 360) + 360) % 360
}
/** Instant of the new moon nearest to another, to some minutes (Meeus, ch. 49, the large terms). */
function newMoonNear(near: number): number {
  const k = Math.round((near / DAY - 10_962.76) / 29.530588861)
  const t = k / 1_236.85
  const e = 1 - 0.002516 * t
  const sun = 2.5534 + 29.1053567 * k
  const moon = 201.5643 + 385.81693528 * k
  const node = 160.7108 + 390.67050284 * k
  const terms =
    -0.4072 * sin(moon) +
    0.17241 * e * sin(sun) +
    0.01608 * sin(2 * moon) +
    0.01039 * sin(2 * node) +
    0.00739 * e * sin(moon - sun) -
    0.00514 * e * sin(moon + sun) +
    0.00208 * e * e * sin(2 * sun) -
    0.00111 * sin(moon - 2 * node) -
    0.00057 * sin(moon + 2 * node) +
    0.00056 * e * sin(2 * moon + sun) -
    0.00042 * sin(3 * moon) +
    0.00042 * e * sin(sun + 2 * node) +
    0.00038 * e * sin(sun - 2 * node) -
    0.00024 * e * sin(2 * moon - sun)
  const julian = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t + terms
  return (julian - 2_440_587.5) * DAY - 75_000
}
const MINUTES = 60_000
/**
 * Festivals of months without their solar term, which falls on the day before or after. These months have their number
 * by the winter solstice, which is always in the eleventh month.
 */
const TERM_OUTSIDE = ['2033-09-08', '2034-02-19', '2053-02-19']

test('清明 is the day on which the sun reaches 15°', () => {
  const past = (at: number) => ((sunLongitude(at) - 15 + 540) % 360) - 180
  const wrong = Array.from({ length: 299 }, (_, at) => 1901 + at).flatMap((year) => {
    const day = holidaysOf(year).find((one) => one.slice(5, 7) === '04') as Day
    const begins = startOfDay(day)
    return past(begins + 15 * MINUTES) < 0.03 && past(begins + DAY - 15 * MINUTES) > -0.03 ? [] : [day]
  })
  expect(wrong).toEqual([])
})
test('the lunar holidays count from the day of a new moon, in the month of their solar term', () => {
  const wrong: string[] = []
  for (const year of YEARS) {
    const days = holidaysOf(year)
    const inMonths = (from: string, to: string) =>
      days.filter((day) => `${year}-${from}` <= day && day <= `${year}-${to}`)
    const spring = inMonths('01-20', '02-24')[1] as Day
    const dragonBoat = inMonths('05-25', '06-26')[0] as Day
    const autumn = inMonths('09-07', '10-08').filter((day) => !FIXED.includes(day.slice(5)))[0]
    const months: [Day | undefined, number, number][] = [
      [spring, 0, 330],
      [dragonBoat, 4, 90],
      [autumn, 14, 180],
    ]
    for (const [festival, after, term] of months) {
      if (!festival) continue
      const first = startOfDay(addDays(festival, -after))
      const moon = newMoonNear(first)
      if (moon < first - 5 * MINUTES || moon > first + DAY + 5 * MINUTES) wrong.push(`${festival} new moon`)
      // The month has its solar term, but for three.
      const next =
        startOfDay(addDays(festival, -after + 1)) + Math.floor((newMoonNear(first + 30 * DAY) - first) / DAY - 1) * DAY
      const gone = (at: number) => ((sunLongitude(at) - term + 540) % 360) - 180
      if ((gone(first) > 0.02 || gone(next) < -0.02) && !TERM_OUTSIDE.includes(festival)) wrong.push(`${festival} term`)
    }
  }
  expect(wrong).toEqual([])
})
