import * as fc from 'fast-check'
import { readWeek, writeWeek } from './week-text'

const FIVE = '09:00-12:00,14:00-17:30'
const weekOf = (text: string) => {
  const found = readWeek(text)
  return found.ok ? found.value : found.trouble.code
}

test.each([
  ['周一至周五 9:00-12:00,14:00-17:30', [FIVE, FIVE, FIVE, FIVE, FIVE, '', '']],
  ['周一到周五９：００－１２：００，１４：００－１７：３０', [FIVE, FIVE, FIVE, FIVE, FIVE, '', '']],
  ['星期一至五 9点至12点、14点-17点半', [FIVE, FIVE, FIVE, FIVE, FIVE, '', '']],
  ['工作日 9:00-17:00；周末 10:00–16:00', [...Array(5).fill('09:00-17:00'), '10:00-16:00', '10:00-16:00']],
  ['周六至周一 8:00-9:00', ['08:00-09:00', '', '', '', '', '08:00-09:00', '08:00-09:00']],
  [
    '周一、三、五 14:00-15:00,8:00-9:00',
    ['08:00-09:00,14:00-15:00', '', '08:00-09:00,14:00-15:00', '', '08:00-09:00,14:00-15:00', '', ''],
  ],
  ['每天 全天', Array(7).fill('00:00-24:00')],
  ['24小时', Array(7).fill('00:00-24:00')],
  ['8:30-17:00', Array(7).fill('08:30-17:00')],
  ['周一 0830-12和14时-17点30分', ['08:30-12:00,14:00-17:30', '', '', '', '', '', '']],
  ['周一闭馆\n周二 20:00-24:00', ['', '20:00-24:00', '', '', '', '', '']],
  ['周一休息\n周二 20:00-24:00', ['', '20:00-24:00', '', '', '', '', '']],
])('reads %j', (text, week) => {
  expect(weekOf(text)).toEqual(week)
})

test.each([
  ['周一 9:00-12:00,11:00-13:00', 'hours-overlap'],
  ['周一至周五 9:00-12:00；周五 14:00-15:00', 'hours-twice'],
  ['周一 12:00-9:00', 'takes'],
  [`周一 ${Array.from({ length: 9 }, (_, at) => `${at}:00-${at}:30`)}`, 'takes'],
  ['周一 9:60-10:00', 'takes'],
  ['周一 9:00-24:30', 'takes'],
  ['周八 9:00-10:00', 'takes'],
  ['上午开', 'takes'],
  ['周一', 'takes'],
  ['周一 9:00', 'takes'],
])('refuses %j as %s', (text, code) => {
  expect(weekOf(text)).toBe(code)
})

test('what is written reads back as the same week', () => {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const day = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 }).map((times) => {
    const sorted = [...times].sort((a, b) => a - b)
    return Array.from({ length: sorted.length >> 1 }, (_, at) =>
      [sorted[2 * at], sorted[2 * at + 1]].map((one) => clock(one as number)).join('-'),
    ).join(',')
  })
  fc.assert(
    fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (week) => {
      expect(weekOf(writeWeek(week))).toEqual(week)
    }),
  )
})
