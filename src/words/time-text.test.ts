import { fill } from '@core/words/fill'
import en from './en.json'
import { ANY_DAY, sayClocks, sayDay, sayMoment, sayShortDay, sayWhen } from './time-text'
import type { Words } from './use-words'
import hans from './zh-hans.json'

const wordsOf = (language: Words['language'], table: typeof hans): Words => ({
  language,
  t: (word, values) => fill(table[word], values),
  no: () => '',
})
const words = wordsOf('zh-hans', hans)
const english = wordsOf('en', en)

const NOW = Date.parse('2026-11-23T10:00:00+08:00')
const span = (from: string, to: string) => ({ startsAt: `${from}:00+08:00`, endsAt: `${to}:00+08:00` })
const WHOLE = span('2026-11-23T00:00', '2026-11-24T00:00')

test.each([
  [span('2026-11-23T14:00', '2026-11-23T15:30'), '今天下午 2:00–3:30'],
  [span('2026-11-23T11:00', '2026-11-23T13:30'), '今天上午 11:00–下午 1:30'],
  // From midnight to midnight, an end by the clock would equal the start.
  [WHOLE, '今天全天'],
  [span('2026-12-03T00:00', '2026-12-04T00:00'), '12月3日 周四 全天'],
  [span('2026-11-23T08:00', '2026-11-24T08:00'), '今天上午 8:00–次日上午 8:00'],
  [span('2026-11-23T22:00', '2026-11-24T06:00'), '今天晚上 10:00–次日早上 6:00'],
  [span('2026-11-23T22:00', '2026-11-24T00:00'), '今天晚上 10:00–24:00'],
])('%j reads %s', (given, text) => {
  expect(sayWhen(words, given, NOW)).toBe(text)
})

test.each([
  ['2027-05-24', '5月24日 周一'],
  // A year ahead it would read like tomorrow's date.
  ['2027-11-24', '2027年11月24日 周三'],
  ['2026-01-24', '2026年1月24日 周六'],
])('the day %s reads %s', (day, text) => {
  expect(sayDay(words, day, NOW)).toBe(text)
})

test('what is printed says the date, and no year', () => {
  expect(sayMoment(words, NOW, ANY_DAY)).toBe('11月23日 周一 上午 10:00')
})

test('a whole day is one word in lists too', () => {
  expect(sayClocks(words, WHOLE)).toBe('全天')
  expect(sayClocks(words, span('2026-11-23T14:00', '2026-11-23T15:30'))).toBe('14:00–15:30')
})

test('English names the month, since 3/11 is March to some', () => {
  const at = Date.parse('2026-12-03T14:00:00+08:00')
  expect(sayMoment(english, at, NOW)).toBe('3 Dec Thu 14:00')
  expect(sayWhen(english, WHOLE, NOW)).toBe('Today all day')
  expect(sayShortDay(english, '2026-12-03', NOW).date).toBe('3 Dec')
  expect(sayShortDay(words, '2026-12-03', NOW).date).toBe('12/3')
})
