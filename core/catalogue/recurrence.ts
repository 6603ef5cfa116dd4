import { RRule } from 'rrule'
import { addDays, DAY, type Day, daysBetween, isDay } from '../base/time'

/** Start of `INTERVAL` counting: a Monday, the first of a month and of a year. */
const RECURRENCE_EPOCH: Day = '2024-01-01'
/**
 * Shift of 19 × 400 years. rrule searches for a day that never comes until the year 9999, which takes seconds. The
 * calendar repeats every 400 years, weekdays included, so shifted dates give the same result and a short search.
 */
const CALENDAR_SHIFT = 19 * 146_097 * DAY

// A day in China as the same day in UTC: rrule knows only UTC and the machine's time zone, which must have no influence.
const toDate = (day: Day): Date => new Date(daysBetween('1970-01-01', day) * DAY + CALENDAR_SHIFT)
const toDay = (date: Date): Day => addDays('1970-01-01', (date.getTime() - CALENDAR_SHIFT) / DAY)

const WEEKDAY = '(MO|TU|WE|TH|FR|SA|SU)'
const listOf = (one: string): RegExp => new RegExp(`^${one}(,${one})*$`)
/**
 * Supported parts of RFC 5545: whole days. Not `COUNT`, which would depend on a start date that templates do not have.
 */
const PARTS = new Map([
  ['FREQ', /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/],
  ['INTERVAL', /^[1-9]\d?$/],
  ['BYDAY', listOf(`([+-]?[1-5])?${WEEKDAY}`)],
  ['BYMONTHDAY', listOf('-?([1-9]|[12]\\d|3[01])')],
  ['BYMONTH', listOf('([1-9]|1[0-2])')],
  ['BYSETPOS', listOf('-?[1-9]\\d?')],
  ['WKST', new RegExp(`^${WEEKDAY}$`)],
  ['UNTIL', /^\d{8}$/],
])

/** Parts of a rule by name; null where it is invalid. */
function partsOf(rule: string): Map<string, string> | null {
  const parts = new Map<string, string>()
  for (const part of rule.split(';')) {
    const [name = '', value = '', ...more] = part.split('=')
    if (!PARTS.get(name)?.test(value) || more.length || parts.has(name)) return null
    parts.set(name, value)
  }
  // A numbered weekday, such as the third Monday, needs a month or a year.
  const numbered = /\d/.test(parts.get('BYDAY') ?? '') && /^(DAILY|WEEKLY)$/.test(parts.get('FREQ') ?? '')
  return parts.has('FREQ') && !numbered ? parts : null
}

/** Days of a rule between two days, inclusive; null where the rule is invalid. */
export function daysOf(rule: string, from: Day, to: Day): Set<Day> | null {
  const parts = partsOf(rule)
  if (!parts) return null
  const until = parts.get('UNTIL')?.replace(/^(....)(..)(..)$/, '$1-$2-$3')
  if (until && !isDay(until)) return null
  parts.delete('UNTIL')
  const told = RRule.parseString([...parts].map((part) => part.join('=')).join(';'))
  const days = new RRule({ ...told, dtstart: toDate(RECURRENCE_EPOCH), until: until ? toDate(until) : null })
  return new Set(days.between(toDate(from), toDate(to), true).map(toDay))
}

/** Whether a rule includes a day of the period. Each rule is expanded once, however many offerings use it. */
export type FallsOn = (rule: string, day: Day) => boolean
export function fallsBetween(from: Day, to: Day): FallsOn {
  const known = new Map<string, Set<Day>>()
  return (rule, day) => {
    const days = known.get(rule) ?? daysOf(rule, from, to) ?? new Set()
    known.set(rule, days)
    return days.has(day)
  }
}
