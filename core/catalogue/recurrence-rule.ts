import { type Day, isDay } from '../base/time'

const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const WEEKDAY = `(${DAY_CODES.join('|')})`
const listOf = (one: string): RegExp => new RegExp(`^${one}(,${one})*$`)
/**
 * Supported parts of RFC 5545, 3.3.10: whole days. Not `COUNT`: whether a day is among the first so many can only be told
 * by counting all days before it.
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

type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
/** A weekday (Monday 1 … Sunday 7): the `nth` of the month or year, from its end where negative; 0 for every one. */
type RuleDay = { weekday: number; nth: number }

/** A recurrence rule. An empty list means no such part. */
export type Rule = {
  freq: Frequency
  interval: number
  days: readonly RuleDay[]
  monthDays: readonly number[]
  months: readonly number[]
  positions: readonly number[]
  /** First weekday of a week. */
  weekStart: number
  /** Last day, inclusive. */
  until: Day | undefined
}

const weekdayOfCode = (code: string): number => DAY_CODES.indexOf(code.slice(-2)) + 1
const ruleDay = (code: string): RuleDay => ({ weekday: weekdayOfCode(code), nth: Number(code.slice(0, -2)) })

/** Combinations of valid parts that RFC 5545 forbids. */
function isForbidden({ freq, days, monthDays, months, positions }: Rule): boolean {
  // A numbered weekday, such as the third Monday, needs a month or a year.
  if (days.some(({ nth }) => nth !== 0) && (freq === 'DAILY' || freq === 'WEEKLY')) return true
  if (freq === 'WEEKLY' && monthDays.length) return true
  return positions.length > 0 && !days.length && !monthDays.length && !months.length
}

/** Parses a rule; null where it is invalid. */
export function parseRule(text: string): Rule | null {
  const parts = new Map<string, string>()
  for (const part of text.split(';')) {
    const [name = '', value = '', ...more] = part.split('=')
    if (!PARTS.get(name)?.test(value) || more.length || parts.has(name)) return null
    parts.set(name, value)
  }
  const freq = parts.get('FREQ') as Frequency | undefined
  const until = parts.get('UNTIL')?.replace(/^(....)(..)(..)$/, '$1-$2-$3')
  if (!freq || (until !== undefined && !isDay(until))) return null
  const listed = (name: string): string[] => parts.get(name)?.split(',') ?? []
  const rule: Rule = {
    freq,
    interval: Number(parts.get('INTERVAL') ?? 1),
    days: listed('BYDAY').map(ruleDay),
    monthDays: listed('BYMONTHDAY').map(Number),
    months: listed('BYMONTH').map(Number),
    positions: listed('BYSETPOS').map(Number),
    weekStart: weekdayOfCode(parts.get('WKST') ?? 'MO'),
    until,
  }
  return isForbidden(rule) ? null : rule
}

/** Whether a rule names no days of its own and takes them from the start, such as `FREQ=WEEKLY`: every week on that weekday. */
export const takesDaysOfStart = ({ freq, days, monthDays }: Rule): boolean =>
  freq !== 'DAILY' && !days.length && !monthDays.length

/** Whether a rule means nothing without a start: every other week counts from one, and so does a rule without days. */
export const countsFromStart = (rule: Rule): boolean => rule.interval > 1 || takesDaysOfStart(rule)
