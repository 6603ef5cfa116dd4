import * as fc from 'fast-check'
import { parseRule } from '../../../catalogue/recurrence-rule'
import { readRule, writeRule } from './rule-text'

const CASES: [text: string, rule: string][] = [
  ['每天', 'FREQ=DAILY'],
  ['周一、周三', 'FREQ=WEEKLY;BYDAY=MO,WE'],
  ['周一至周五', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ['隔周周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
  ['每月第一个周六', 'FREQ=MONTHLY;BYDAY=1SA'],
  ['每月最后一个周五', 'FREQ=MONTHLY;BYDAY=-1FR'],
  ['每月15日', 'FREQ=MONTHLY;BYMONTHDAY=15'],
  ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5'],
]
test.each(CASES)('%s is the rule %s, and is written for it', (text, rule) => {
  expect(readRule(text)).toEqual({ ok: true, value: rule })
  expect(writeRule(rule)).toBe(text)
})
test.each([
  ['工作日', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ['每周三', 'FREQ=WEEKLY;BYDAY=WE'],
  ['每周一、四', 'FREQ=WEEKLY;BYDAY=MO,TH'],
  ['每两周周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
  ['每月第２个星期天', 'FREQ=MONTHLY;BYDAY=2SU'],
  ['freq=daily', 'FREQ=DAILY'],
])('%s is the rule %s too', (text, rule) => {
  expect(readRule(text)).toEqual({ ok: true, value: rule })
})
test.each(['周八', '有空就开', '每月32日', '每月第六个周一', 'FREQ=HOURLY', 'FREQ=HOURLY;COUNT=3', ''])(
  '%j is no rule',
  (text) => {
    expect(readRule(text)).toMatchObject({ ok: false, trouble: { code: 'takes' } })
  },
)
test('a rule that counts is told as such, and one until a time is taken', () => {
  expect(readRule('FREQ=DAILY;COUNT=3')).toEqual({ ok: false, trouble: { code: 'counted' } })
  const until = 'FREQ=DAILY;UNTIL=20261231T155959Z'
  expect(readRule(until)).toEqual({ ok: true, value: until })
  expect(readRule('FREQ=DAILY;UNTIL=20261331T155959Z')).toMatchObject({ ok: false, trouble: { code: 'takes' } })
})

test('every rule is written so that it reads back', () => {
  const days = fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 }).map((list) => list.join(','))
  const rule = fc.oneof(
    days.map((list) => `FREQ=WEEKLY;BYDAY=${list}`),
    days.map((list) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${list}`),
    fc
      .tuple(fc.constantFrom('MO', 'SU'), fc.integer({ min: -5, max: 5 }))
      .map(([day, nth]) => `FREQ=MONTHLY;BYDAY=${nth || 1}${day}`),
    fc.integer({ min: 1, max: 31 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
  )
  fc.assert(
    fc.property(
      rule.filter((text) => parseRule(text) !== null),
      (text) => {
        const back = readRule(writeRule(text))
        // A week of all seven days is every day.
        const same = text === 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU' ? [text, 'FREQ=DAILY'] : [text]
        expect(back.ok && same.includes(back.value)).toBe(true)
      },
    ),
  )
})
