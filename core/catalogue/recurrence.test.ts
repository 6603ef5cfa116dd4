import fc from 'fast-check'
import { addDays, type Day, daysBetween, weekdayOf } from '../base/time'
import { seriesOf } from './recurrence'

const MONDAY = '2026-11-23'
const between = (from: Day, to: Day): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, ahead) => addDays(from, ahead))
/** Days of a series; null where it is invalid. */
const days = (rrule: string, start?: Day, from = MONDAY, to = '2026-12-31'): Day[] | null => {
  const falls = seriesOf({ rrule, start })
  return falls && between(from, to).filter((day) => falls(day))
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
    expect(days('FREQ=MONTHLY;BYDAY=3SA', undefined, '2026-11-01')).toEqual(['2026-11-21', '2026-12-19'])
  })
  test('up to and including its last day', () => {
    expect(days('FREQ=DAILY;UNTIL=20261124')).toEqual([MONDAY, '2026-11-24'])
    expect(days('FREQ=DAILY;UNTIL=20261122')).toEqual([])
  })
  test('from its start on', () => {
    expect(days('FREQ=WEEKLY;BYDAY=MO,WE', '2026-12-21')).toEqual([
      '2026-12-21',
      '2026-12-23',
      '2026-12-28',
      '2026-12-30',
    ])
  })
  test('on its weekdays and no other day', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), anyDay, (weekdays, from) => {
        const all = between(from, addDays(from, 20))
        const rule = `FREQ=WEEKLY;BYDAY=${weekdays.map((weekday) => NAMES[weekday - 1]).join(',')}`
        expect(days(rule, undefined, from, all[20])).toEqual(all.filter((day) => weekdays.includes(weekdayOf(day))))
      }),
    )
  })
})

describe('an interval counts from the start of the series', () => {
  test('every other Saturday, whichever Saturday it began with', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA'
    expect(days(rule, '2026-11-28')).toEqual(['2026-11-28', '2026-12-12', '2026-12-26'])
    expect(days(rule, '2026-12-05')).toEqual(['2026-12-05', '2026-12-19'])
    // Begun in the middle of a week: the Saturday of that week is the first.
    expect(days(rule, '2026-12-01')).toEqual(['2026-12-05', '2026-12-19'])
  })
  test('every third day, month and second year', () => {
    expect(days('FREQ=DAILY;INTERVAL=3', '2026-12-24')).toEqual(['2026-12-24', '2026-12-27', '2026-12-30'])
    expect(days('FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1', '2026-09-15')).toEqual(['2026-12-01'])
    expect(days('FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=5', '2025-12-05')).toEqual([])
    expect(days('FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=5', '2024-12-05')).toEqual(['2026-12-05'])
  })
  test('a rule without days takes them from the start', () => {
    expect(days('FREQ=WEEKLY', '2026-11-25', MONDAY, '2026-12-08')).toEqual(['2026-11-25', '2026-12-02'])
    expect(days('FREQ=MONTHLY', '2026-01-31', '2026-01-01')).toEqual(
      ['01-31', '03-31', '05-31', '07-31', '08-31', '10-31', '12-31'].map((day) => `2026-${day}`),
    )
    expect(days('FREQ=YEARLY', '2020-12-05')).toEqual(['2026-12-05'])
    expect(days('FREQ=YEARLY;BYMONTH=11,12', '2020-05-30')).toEqual(['2026-11-30', '2026-12-30'])
  })
  test.each(['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'FREQ=DAILY;INTERVAL=2', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY'])(
    '%s means nothing without a start',
    (rule) => {
      expect(days(rule)).toBeNull()
      expect(days(rule, MONDAY)).toContain(MONDAY)
    },
  )
})

/** Examples of RFC 5545, 3.8.5.3, those of whole days without COUNT; each from its own DTSTART. */
test.each<[string, Day, Day, string]>([
  ['FREQ=DAILY;INTERVAL=2', '1997-09-02', '1997-09-12', '09-02 09-04 09-06 09-08 09-10 09-12'],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', '1997-09-02', '1997-11-12', '09-02 09-16 09-30 10-14 10-28 11-11'],
  [
    'FREQ=WEEKLY;UNTIL=19971007;WKST=SU;BYDAY=TU,TH',
    '1997-09-02',
    '1997-11-01',
    '09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02 10-07',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224;WKST=SU;BYDAY=MO,WE,FR',
    '1997-09-01',
    '1997-10-04',
    '09-01 09-03 09-05 09-15 09-17 09-19 09-29 10-01 10-03',
  ],
  ['FREQ=MONTHLY;BYDAY=1FR;UNTIL=19971224', '1997-09-05', '1998-02-01', '09-05 10-03 11-07 12-05'],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU', '1997-09-07', '1997-12-31', '09-07 09-28 11-02 11-30'],
  ['FREQ=MONTHLY;BYDAY=-2MO', '1997-09-22', '1997-12-31', '09-22 10-20 11-17 12-22'],
  ['FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-28', '1997-12-31', '09-28 10-29 11-28 12-29'],
  ['FREQ=MONTHLY;BYMONTHDAY=2,15', '1997-09-02', '1997-11-30', '09-02 09-15 10-02 10-15 11-02 11-15'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,-1', '1997-09-30', '1997-11-30', '09-30 10-01 10-31 11-01 11-30'],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    '1997-09-02',
    '1997-11-30',
    '09-02 09-09 09-16 09-23 09-30 11-04 11-11 11-18 11-25',
  ],
  ['FREQ=YEARLY;BYMONTH=6,7', '1997-06-10', '1997-12-31', '06-10 07-10'],
  ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6', '1997-06-05', '1997-12-31', '06-05 06-12 06-19 06-26'],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1997-09-02', '1998-03-31', '02-13 03-13'],
  ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13', '1997-09-13', '1997-12-31', '09-13 10-11 11-08 12-13'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-29', '1997-12-31', '09-29 10-30 11-27 12-30'],
  ['FREQ=MONTHLY;BYMONTHDAY=15,30', '1997-01-15', '1997-03-31', '01-15 01-30 02-15 03-15 03-30'],
])('%s from %s up to %s', (rule, start, to, found) => {
  expect(days(rule, start, start, to)?.map((day) => day.slice(5))).toEqual(found.split(' '))
})
test('the weekday on which weeks start decides which days a fortnight has', () => {
  const rule = (weekStart: string) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=${weekStart}`
  const found = (weekStart: string) => days(rule(weekStart), '1997-08-05', '1997-08-01', '1997-08-31')
  expect(found('MO')).toEqual(['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'])
  expect(found('SU')).toEqual(['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'])
})
test('elections: the Tuesday after the first Monday of November, every fourth year', () => {
  const rule = 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8'
  expect(days(rule, '1996-11-05', '1996-01-01', '2005-01-01')).toEqual(['1996-11-05', '2000-11-07', '2004-11-02'])
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
  'FREQ=WEEKLY;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=6MO',
  'FREQ=MONTHLY;BYMONTHDAY=32',
  'FREQ=MONTHLY;BYMONTHDAY=0',
  'FREQ=MONTHLY;BYSETPOS=1',
  'FREQ=YEARLY;BYMONTH=13',
  'FREQ=DAILY;BYHOUR=9',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=DAILY;INTERVAL=-1',
  'FREQ=DAILY;COUNT=3',
  'FREQ=DAILY;UNTIL=20261301',
  'FREQ=DAILY;UNTIL=20261231T120000Z',
  'FREQ=DAILY;DTSTART=20260101',
  'FREQ=DAILY;FREQ=WEEKLY',
  'FREQ=DAILY=WEEKLY',
  'FREQ=DAILY;',
  'constructor=1',
])('%j is invalid', (rule) => {
  expect(days(rule, MONDAY)).toBeNull()
})
