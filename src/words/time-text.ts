import {
  addDays,
  clockOf,
  type Day,
  dayOf,
  daysBetween,
  HOUR,
  type Instant,
  instant,
  MINUTE,
  weekdayOf,
} from '@core/base/time'
import { isAllDay } from '@core/catalogue/session'
import { englishMonth } from '@core/words/month'
import type { Word, Words } from './use-words'

type Span = { startsAt: string; endsAt: string }

const weekdayWord = (day: Day): Word => `weekday.${weekdayOf(day) as 1 | 2 | 3 | 4 | 5 | 6 | 7}`

/** A date farther away than this is said with its year: without one it would be taken for the nearer. */
const HALF_YEAR = 182
/** A "now" for what is printed or shared, and read on any day: the date is said, without a year, and never "tomorrow". */
export const ANY_DAY: Instant = 0

/** 今天 · 明天 · 12月3日 周四 · 2027年12月3日 周五 */
export function sayDay({ language, t }: Words, day: Day, now: Instant): string {
  const ahead = daysBetween(dayOf(now), day)
  if (ahead === 0) return t('day.today')
  if (ahead === 1) return t('day.tomorrow')
  const [year, month = 1, date] = day.split('-').map(Number)
  const word = now !== ANY_DAY && Math.abs(ahead) > HALF_YEAR ? 'day.date-year' : 'day.date'
  const named = t(word, { year, month: language === 'en' ? englishMonth(month) : month, date })
  return `${named} ${t(weekdayWord(day))}`
}

/** Labels for the day picker: 今天 · 明天 · 周三, with the date below. */
export function sayShortDay({ language, t }: Words, day: Day, now: Instant): { name: string; date: string } {
  const ahead = daysBetween(dayOf(now), day)
  const name = ahead === 0 ? t('day.today') : ahead === 1 ? t('day.tomorrow') : t(weekdayWord(day))
  const [, month = 1, date] = day.split('-').map(Number)
  return { name, date: language === 'en' ? `${date} ${englishMonth(month)}` : `${month}/${date}` }
}

const PERIODS: [number, Word][] = [
  [5, 'period.night'],
  [8, 'period.early'],
  [12, 'period.morning'],
  [13, 'period.noon'],
  [18, 'period.afternoon'],
  [24, 'period.evening'],
]
const period = (clock: string): Word =>
  (PERIODS.find(([until]) => Number(clock.slice(0, 2)) < until) ?? PERIODS[0])?.[1] as Word

/** 下午 2:00 in Chinese, 14:00 in English. */
function sayClock({ language, t }: Words, at: Instant, withPeriod: boolean): string {
  const clock = clockOf(at)
  if (language === 'en') return clock
  const hour = Number(clock.slice(0, 2))
  const twelve = hour > 12 ? hour - 12 : hour
  return `${withPeriod ? t(period(clock)) : ''}${withPeriod ? ' ' : ''}${twelve}${clock.slice(2)}`
}

/** 下午 2:00–3:30 · 全天 · 晚上 10:00–次日早上 6:00 */
function sayTime(words: Words, { startsAt, endsAt }: Span): string {
  const from = instant(startsAt)
  const to = instant(endsAt)
  if (isAllDay({ startsAt, endsAt })) return words.t('time.all-day')
  if (dayOf(from) !== dayOf(to)) return `${sayClock(words, from, true)}–${sayNextDay(words, to)}`
  const same = period(clockOf(from)) === period(clockOf(to))
  const last = sayClock(words, to, !same)
  return `${sayClock(words, from, true)}–${same ? last : last.trim()}`
}

/** An end on the next day; at midnight it is still the end of the day before. */
const sayNextDay = (words: Words, to: Instant): string =>
  clockOf(to) === '00:00' ? '24:00' : words.t('time.next-day', { at: sayClock(words, to, true) })

/** 14:00–15:30 · 全天 */
export const sayClocks = ({ t }: Words, { startsAt, endsAt }: Span): string =>
  isAllDay({ startsAt, endsAt }) ? t('time.all-day') : `${clockOf(instant(startsAt))}–${clockOf(instant(endsAt))}`

/** 今天下午 2:00–3:30 */
export function sayWhen(words: Words, span: Span, now: Instant): string {
  const day = sayDay(words, dayOf(instant(span.startsAt)), now)
  return `${day}${words.language === 'en' || day.length > 2 ? ' ' : ''}${sayTime(words, span)}`
}

/** 今天下午 2:00 */
export function sayMoment(words: Words, at: Instant, now: Instant): string {
  const day = sayDay(words, dayOf(at), now)
  return `${day}${words.language === 'en' || day.length > 2 ? ' ' : ''}${sayClock(words, at, true)}`
}

/** 还有 2 小时开始 · 正在进行 · 已结束 */
export function sayUntil({ t }: Words, { startsAt, endsAt }: Span, now: Instant): string {
  const ahead = instant(startsAt) - now
  if (now >= instant(endsAt)) return t('until.over')
  if (ahead <= 0) return t('until.on')
  if (ahead < HOUR) return t('until.minutes', { minutes: Math.ceil(ahead / MINUTE) })
  if (ahead < 12 * HOUR) return t('until.hours', { hours: Math.floor(ahead / HOUR) })
  const days = daysBetween(dayOf(now), dayOf(instant(startsAt)))
  return days === 0 ? t('until.today') : t('until.days', { days })
}

/** 刚刚 · 10 分钟前 · 3 小时前 · 2 天前 */
export function sayAgo({ t }: Words, at: Instant, now: Instant): string {
  const ago = now - at
  if (ago < 2 * MINUTE) return t('ago.now')
  if (ago < HOUR) return t('ago.minutes', { minutes: Math.floor(ago / MINUTE) })
  return ago < 24 * HOUR
    ? t('ago.hours', { hours: Math.floor(ago / HOUR) })
    : t('ago.days', { days: Math.floor(ago / (24 * HOUR)) })
}

/** The coming days, today first. */
export const comingDays = (now: Instant, count: number): Day[] =>
  Array.from({ length: count }, (_, ahead) => addDays(dayOf(now), ahead))
