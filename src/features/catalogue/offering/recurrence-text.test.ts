import { startOfDay } from '@core/base/time'
import { fill } from '@core/words/fill'
import type { ManagerWords } from '@/words/manager/use-manager-words'
import manager from '@/words/manager/zh-hans.json'
import general from '@/words/zh-hans.json'
import { sayMinutes, sayNextDays, sayRecurrence, sayTemplateTimes } from './recurrence-text'

const hans = { ...general, ...manager }
const words = { t: (word: keyof typeof hans, values?: Record<string, unknown>) => fill(hans[word], values) }

test.each([
  ['FREQ=DAILY', '每天'],
  ['FREQ=WEEKLY;BYDAY=MO,TH', '每周一、周四'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '每周一至周五'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,SA', '每周一、周二、周三、周六'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', '隔周的周六'],
  ['FREQ=MONTHLY;BYDAY=-1FR', '每月最后一个周五'],
  ['FREQ=YEARLY;BYMONTH=10', '按另外的规则'],
])('%s is shown as %s', (rule, text) => {
  expect(sayRecurrence(words, rule)).toBe(text)
})

test('hours end with the last of consecutive sessions', () => {
  const template = { rrule: 'FREQ=DAILY', at: '09:00', minutes: 20, capacity: 3 }
  expect(sayTemplateTimes(words, template)).toBe('09:00–09:20')
  expect(sayTemplateTimes(words, { ...template, slots: 6 })).toBe('09:00–11:00，连续 6 场，每场 20 分钟')
})

test('from midnight to midnight reads 全天, in one session or in many', () => {
  const day = { rrule: 'FREQ=DAILY', at: '00:00', minutes: 1440, capacity: 3 }
  expect(sayTemplateTimes(words, day)).toBe('全天')
  expect(sayTemplateTimes(words, { ...day, minutes: 60, slots: 24 })).toBe('全天，连续 24 场，每场 60 分钟')
  expect(sayTemplateTimes(words, { ...day, minutes: 60, slots: 23 })).toBe('00:00–23:00，连续 23 场，每场 60 分钟')
})

test('the next days are shown with their weekdays', () => {
  const say = (...days: string[]) => sayNextDays(words as unknown as ManagerWords, days, startOfDay('2026-11-23'))
  expect(say('2026-11-24', '2026-12-08')).toBe('接下来：明天、12月8日 周二')
  expect(say()).toBe('一年内没有这样的日子，或那几天站点不开门。')
})

test('a duration uses the largest unit that fits', () => {
  expect([45, 90, 120, 1440, 2880].map((minutes) => sayMinutes(words, minutes))).toEqual([
    '45 分钟',
    '90 分钟',
    '2 小时',
    '1 天',
    '2 天',
  ])
})
