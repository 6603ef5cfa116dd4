import { clockOf, type Day, type Instant, MINUTE, minutesOf, startOfDay } from '@core/base/time'
import type { SessionTemplate } from '@core/catalogue/offering'
import type { ManagerWord, ManagerWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'
import { parseRecurrence } from './recurrence'

const DAY_MINUTES = 1440

const weekdayName = ({ t }: Pick<ManagerWords, 't'>, day: number) => t(`weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)

/** 周一、周四 · 周一至周五 */
function sayDays(words: Pick<ManagerWords, 't'>, days: readonly number[]): string {
  const [first = 1] = days
  const last = days.at(-1) ?? first
  const run = days.length > 2 && last - first === days.length - 1
  if (run) return words.t('rule.run', { from: weekdayName(words, first), to: weekdayName(words, last) })
  return days.map((day) => weekdayName(words, day)).join(words.t('rule.and'))
}

/** 每周一、周四 · 隔周六 · 每月第二个周三 */
export function sayRecurrence({ t }: Pick<ManagerWords, 't'>, text: string): string {
  const rule = parseRecurrence(text)
  if (!rule) return t('rule.other')
  if (rule.every === 'month') return t(`rule.nth.${rule.nth}` as ManagerWord, { day: weekdayName({ t }, rule.day) })
  if (rule.days.length === 7) return rule.weeks === 1 ? t('rule.daily') : t('rule.daily-2')
  const days = sayDays({ t }, rule.days)
  return rule.weeks === 1 ? t('rule.weekly', { days }) : t('rule.weekly-2', { days })
}

/** 09:00–11:00, from the first of consecutive sessions to the end of the last. */
export function sayTemplateHours({ t }: Pick<ManagerWords, 't'>, { at, minutes, slots = 1 }: SessionTemplate): string {
  if (at === '00:00' && minutes * slots === DAY_MINUTES) return t('time.all-day')
  const end = startOfDay('2026-01-01') + (minutesOf(at) + minutes * slots) * MINUTE
  return `${at}–${clockOf(end)}`
}

/** 09:00–11:00，连续 6 场，每场 20 分钟 */
export function sayTemplateTimes({ t }: Pick<ManagerWords, 't'>, template: SessionTemplate): string {
  const { minutes, slots = 1 } = template
  const hours = sayTemplateHours({ t }, template)
  return slots === 1 ? hours : t('rule.slots', { hours, slots, minutes })
}

/** 接下来：11月28日 周六、12月12日 周六 */
export const sayNextDays = (words: ManagerWords, days: readonly Day[], now: Instant): string =>
  days.length
    ? words.t('rule.next', { days: days.map((day) => sayDay(words, day, now)).join(words.t('rule.and')) })
    : words.t('rule.next-none')

/** 2 小时 · 90 分钟 · 1 天 */
export function sayMinutes({ t }: Pick<ManagerWords, 't'>, minutes: number): string {
  if (minutes > 0 && minutes % DAY_MINUTES === 0) return t('length.days', { days: minutes / DAY_MINUTES })
  if (minutes > 0 && minutes % 60 === 0) return t('length.hours', { hours: minutes / 60 })
  return t('length.minutes', { minutes })
}
