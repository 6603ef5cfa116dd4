/** Recurrence rules the picker can make. Any other RFC 5545 rule is shown as it is and left unchanged. */
export type Recurrence =
  | { every: 'week'; weeks: 1 | 2; days: number[] }
  /** The first to fourth such weekday of a month; -1 for the last. */
  | { every: 'month'; nth: Nth; day: number }
export const NTHS = [1, 2, 3, 4, -1] as const
export type Nth = (typeof NTHS)[number]

/** Monday 1 … Sunday 7, as in core/base/time. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const codeOf = (day: number): string => DAY_CODES[day - 1] ?? ''
const dayOf = (code: string): number => DAY_CODES.indexOf(code) + 1

const partsOf = (text: string): Map<string, string> =>
  new Map(text.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))

function weekly(interval: string, byDay: string): Recurrence | null {
  const days = byDay.split(',').map(dayOf)
  if (days.includes(0) || (interval !== '1' && interval !== '2')) return null
  return { every: 'week', weeks: interval === '1' ? 1 : 2, days: [...new Set(days)].sort() }
}

function monthly(interval: string, byDay: string): Recurrence | null {
  const [, number = '', code = ''] = /^\+?(-?[1-5])([A-Z]{2})$/.exec(byDay) ?? []
  const nth = NTHS.find((one) => one === Number(number))
  const day = dayOf(code)
  return nth && day && interval === '1' ? { every: 'month', nth, day } : null
}

/** Parses a rule; null for one the picker cannot edit. */
export function parseRecurrence(text: string): Recurrence | null {
  const parts = partsOf(text)
  const { FREQ = '', INTERVAL = '1', BYDAY = '', ...more } = Object.fromEntries(parts)
  if (Object.keys(more).length) return null
  if (FREQ === 'DAILY' && BYDAY === '' && INTERVAL === '1') return { every: 'week', weeks: 1, days: [...WEEKDAYS] }
  if (FREQ === 'WEEKLY') return weekly(INTERVAL, BYDAY)
  return FREQ === 'MONTHLY' ? monthly(INTERVAL, BYDAY) : null
}

export function formatRecurrence(rule: Recurrence): string {
  if (rule.every === 'month') return `FREQ=MONTHLY;BYDAY=${rule.nth}${codeOf(rule.day)}`
  const interval = rule.weeks === 2 ? 'INTERVAL=2;' : ''
  return `FREQ=WEEKLY;${interval}BYDAY=${[...rule.days].sort().map(codeOf).join(',')}`
}
