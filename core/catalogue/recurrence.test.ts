import fc from 'fast-check'
import { addDays, type Day, daysBetween, weekdayOf } from '../base/time'
import { daysOf, fallsBetween } from './recurrence'

const MONDAY = '2026-11-23'
const days = (rule: string, from = MONDAY, to = '2026-12-31'): Day[] | null => {
  const found = daysOf(rule, from, to)
  return found && [...found]
}
const NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const anyDay = fc.integer({ min: 0, max: 3_000 }).map((ahead) => addDays('2024-01-01', ahead))

describe('a rule falls', () => {
  test.each([
    ['FREQ=DAILY', 39],
    ['FREQ=WEEKLY;BYDAY=MO,TH', 12],
    ['FREQ=WEEKLY;BYDAY=SA;UNTIL=20261205', 2],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 2],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5', 1],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 2],
  ])('%s: on %i days', (rule, count) => {
    expect(days(rule)).toHaveLength(count)
  })
  test('on the third Saturday of the month', () => {
    expect(days('FREQ=MONTHLY;BYDAY=3SA', '2026-11-01')).toEqual(['2026-11-21', '2026-12-19'])
  })
  test('up to and including its last day', () => {
    expect(days('FREQ=DAILY;UNTIL=20261124')).toEqual([MONDAY, '2026-11-24'])
    expect(days('FREQ=DAILY;UNTIL=20261122')).toEqual([])
  })
  test('on its weekdays and no other day, whatever the machine’s time zone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), anyDay, (weekdays, from) => {
        const all = Array.from({ length: 21 }, (_, ahead) => addDays(from, ahead))
        const rule = `FREQ=WEEKLY;BYDAY=${weekdays.map((weekday) => NAMES[weekday - 1]).join(',')}`
        expect(days(rule, from, all[20])).toEqual(all.filter((day) => weekdays.includes(weekdayOf(day))))
      }),
    )
  })
  test('with an interval, counted from one Monday for all rules', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), anyDay, (interval, from) => {
        const every = (unit: string, length: number) => {
          const found = days(`FREQ=${unit};INTERVAL=${interval}`, from, addDays(from, 800)) ?? []
          expect(found.filter((day) => daysBetween('2024-01-01', day) % (interval * length) !== 0)).toEqual([])
          expect(Math.abs(found.length - 800 / (interval * length))).toBeLessThanOrEqual(1.5)
        }
        every('DAILY', 1)
        every('WEEKLY', 7)
      }),
    )
  })
})

test.each([
  '',
  'FREQ',
  'FREQ=HOURLY',
  'FREQ=FOO',
  'BYDAY=MO',
  'RRULE:FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=XX',
  'FREQ=WEEKLY;BYDAY=',
  'FREQ=WEEKLY;BYDAY=MO,',
  'FREQ=WEEKLY;BYDAY=2MO',
  'FREQ=MONTHLY;BYDAY=6MO',
  'FREQ=MONTHLY;BYMONTHDAY=32',
  'FREQ=MONTHLY;BYMONTHDAY=0',
  'FREQ=YEARLY;BYMONTH=13',
  'FREQ=DAILY;BYHOUR=9',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=DAILY;INTERVAL=-1',
  // COUNT has no start to count from.
  'FREQ=DAILY;COUNT=3',
  'FREQ=DAILY;UNTIL=20261301',
  'FREQ=DAILY;UNTIL=20261231T120000Z',
  'FREQ=DAILY;DTSTART=20260101',
  'FREQ=DAILY;FREQ=WEEKLY',
  'FREQ=DAILY=WEEKLY',
  'FREQ=DAILY;',
  'constructor=1',
])('%j is invalid', (rule) => {
  expect(daysOf(rule, MONDAY, MONDAY)).toBeNull()
})

test('a rule without any day is recognised quickly', () => {
  const from = Date.now()
  expect(days('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')).toEqual([])
  // Ten seconds without the calendar shift, less than one with it.
  expect(Date.now() - from).toBeLessThan(5_000)
})

test('fallsBetween agrees with daysOf', () => {
  const falls = fallsBetween(MONDAY, '2026-12-31')
  const all = Array.from({ length: 39 }, (_, ahead) => addDays(MONDAY, ahead))
  for (const rule of ['FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=MONTHLY;BYDAY=1SA', 'nonsense'])
    expect(all.filter((day) => falls(rule, day))).toEqual(days(rule) ?? [])
})
