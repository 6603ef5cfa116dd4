import fc from 'fast-check'
import { formatRecurrence, NTHS, parseRecurrence, type Recurrence, WEEKDAYS } from './recurrence'

const weekly = fc
  .tuple(fc.constantFrom<1 | 2>(1, 2), fc.subarray([...WEEKDAYS], { minLength: 1 }))
  .map(([weeks, days]): Recurrence => ({ every: 'week', weeks, days }))
const monthly = fc
  .tuple(fc.constantFrom(...NTHS), fc.constantFrom(...WEEKDAYS))
  .map(([nth, day]): Recurrence => ({ every: 'month', nth, day }))

test('parsing undoes formatting', () => {
  fc.assert(
    fc.property(fc.oneof(weekly, monthly), (rule) => expect(parseRecurrence(formatRecurrence(rule))).toEqual(rule)),
  )
})

test('days are sorted by weekday, whatever the order of taps', () => {
  expect(formatRecurrence({ every: 'week', weeks: 1, days: [4, 1] })).toBe('FREQ=WEEKLY;BYDAY=MO,TH')
  expect(formatRecurrence({ every: 'week', weeks: 2, days: [6] })).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=SA')
  expect(formatRecurrence({ every: 'month', nth: -1, day: 5 })).toBe('FREQ=MONTHLY;BYDAY=-1FR')
})

test('a daily rule is parsed as all seven weekdays', () => {
  expect(parseRecurrence('FREQ=DAILY')).toEqual({ every: 'week', weeks: 1, days: [...WEEKDAYS] })
})

test.each([
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=',
  'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO',
  'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231',
  'FREQ=WEEKLY;BYDAY=1MO',
  'FREQ=DAILY;INTERVAL=2',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=MONTHLY;BYDAY=5MO',
  'FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO',
  'FREQ=MONTHLY;BYDAY=1MO,3MO',
  'FREQ=YEARLY;BYDAY=1MO',
  'MO',
  '',
])('a rule the picker cannot make is not parsed: %s', (rule) => {
  expect(parseRecurrence(rule)).toBeNull()
})
