import { DAY, type Day, weekdayOf } from '../base/time'
import { countsFromStart, parseRule, type Rule, takesDaysOfStart } from './recurrence-rule'

/**
 * A recurring series of days: a rule (RFC 5545, days only) and its first day (DTSTART), from whose week, month or year
 * `INTERVAL` counts.
 */
export type Series = { rrule: string; start?: Day | undefined }

/** Whether a series includes a day. A day of a weekly series may count as another weekday of its own week. */
export type FallsOn = (day: Day, weekday?: number) => boolean

/** A calendar day in numbers; `ordinal` counts days since 1970-01-01. */
type DayParts = { ordinal: number; year: number; month: number; date: number; weekday: number }

const ordinalOf = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / DAY
function partsOf(day: Day): DayParts {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { ordinal: ordinalOf(year, month, date), year, month, date, weekday: weekdayOf(day) }
}
function partsAt(ordinal: number): DayParts {
  const at = new Date(ordinal * DAY)
  const weekday = at.getUTCDay() || 7
  return { ordinal, year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), weekday }
}

/** A run of days, by the ordinal of the first. */
type Period = { from: number; length: number }
const monthOf = ({ year, month }: DayParts): Period => {
  const from = ordinalOf(year, month, 1)
  return { from, length: ordinalOf(year, month + 1, 1) - from }
}
const yearOf = ({ year }: DayParts): Period => {
  const from = ordinalOf(year, 1, 1)
  return { from, length: ordinalOf(year + 1, 1, 1) - from }
}
/** The week; 4 because 1970-01-01 was a Thursday, and 7 keeps the remainder positive. */
const weekOf = ({ ordinal }: DayParts, weekStart: number): Period => ({
  from: ordinal - ((ordinal + 4 + 7 - weekStart) % 7),
  length: 7,
})

/** The period of a rule's frequency that a day is in. */
function periodOf({ freq, weekStart }: Rule, day: DayParts): Period {
  if (freq === 'DAILY') return { from: day.ordinal, length: 1 }
  if (freq === 'WEEKLY') return weekOf(day, weekStart)
  return freq === 'MONTHLY' ? monthOf(day) : yearOf(day)
}

/** Number of that period; the next one has the next number. */
function numberOf(rule: Rule, day: DayParts): number {
  if (rule.freq === 'YEARLY') return day.year
  if (rule.freq === 'MONTHLY') return day.year * 12 + day.month
  return rule.freq === 'WEEKLY' ? Math.floor(weekOf(day, rule.weekStart).from / 7) : day.ordinal
}

/** The rule with the days that it takes from the start, where it names none of its own. */
function withDaysOf(rule: Rule, start: DayParts): Rule {
  if (!takesDaysOfStart(rule)) return rule
  if (rule.freq === 'WEEKLY') return { ...rule, days: [{ weekday: start.weekday, nth: 0 }] }
  const months = rule.freq === 'YEARLY' && !rule.months.length ? [start.month] : rule.months
  return { ...rule, months, monthDays: [start.date] }
}

/** Whether a day is the nth of its weekday within a period, from its end where `nth` is negative; 0 means every one. */
function isNth(nth: number, { ordinal }: DayParts, { from, length }: Period): boolean {
  const at = ordinal - from
  return nth === 0 || nth === Math.floor(at / 7) + 1 || nth === -Math.floor((length - 1 - at) / 7) - 1
}

/** Whether a day has the month, day of the month and weekday that a rule asks for; interval, end and position apart. */
function isAsked({ freq, days, monthDays, months }: Rule, day: DayParts): boolean {
  if (months.length && !months.includes(day.month)) return false
  const month = monthOf(day)
  if (monthDays.length && !monthDays.some((one) => one === day.date || one === day.date - month.length - 1))
    return false
  // Of a year only where the rule names no months (RFC 5545, 3.3.10, note 2).
  const within = freq === 'YEARLY' && !months.length ? yearOf(day) : month
  return !days.length || days.some(({ weekday, nth }) => weekday === day.weekday && isNth(nth, day, within))
}

/** The days of a period at the positions that a rule asks for (BYSETPOS). */
function atPositions(rule: Rule, { from, length }: Period): DayParts[] {
  const asked = Array.from({ length }, (_, at) => partsAt(from + at)).filter((day) => isAsked(rule, day))
  const { positions } = rule
  return positions.flatMap((one) => asked[one > 0 ? one - 1 : asked.length + one] ?? [])
}

/**
 * Test of a series for single days; null where its rule is invalid, or lacks the start from which it counts. A day costs
 * the same whatever the rule: nothing is searched for, so a rule without any day is as cheap as another.
 *
 * With another weekday's hours a day counts as that weekday of its week for a weekly series, as a worked Saturday for its
 * Monday. Start, end, months and interval are always those of the day itself, and so are the days of all other series.
 */
export function seriesOf({ rrule, start }: Series): FallsOn | null {
  const parsed = parseRule(rrule)
  if (!parsed || (!start && countsFromStart(parsed))) return null
  const first = start ? partsOf(start) : undefined
  const rule = first ? withDaysOf(parsed, first) : parsed
  const isWeekly = rule.freq === 'WEEKLY'
  // Of the period asked for last: the days of a year are looked through once, not for each of them.
  let found: { from: number; days: DayParts[] } | undefined
  const isAtPosition = (day: DayParts): boolean => {
    const period = periodOf(rule, day)
    if (found?.from !== period.from) found = { from: period.from, days: atPositions(rule, period) }
    return found.days.some((one) => (isWeekly ? one.weekday === day.weekday : one.ordinal === day.ordinal))
  }
  return (day, weekday) => {
    if ((start && day < start) || (rule.until && day > rule.until)) return false
    const parts = partsOf(day)
    if (isWeekly && weekday) parts.weekday = weekday
    if (first && (numberOf(rule, parts) - numberOf(rule, first)) % rule.interval !== 0) return false
    return isAsked(rule, parts) && (!rule.positions.length || isAtPosition(parts))
  }
}
