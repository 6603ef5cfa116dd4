import fc from 'fast-check'
import { readDayHours, showDayHours } from './hours-text'

test.each([
  ['09:00-17:30', '09:00-17:30'],
  ['9:00-12:00，14:00-17:30', '09:00-12:00,14:00-17:30'],
  ['９：００－１２：００、14:00–17:30', '09:00-12:00,14:00-17:30'],
  [' 9 : 00 至 17 : 30 ', '09:00-17:30'],
  ['9点到17点', '09:00-17:00'],
  ['9点半到17点半', '09:30-17:30'],
  ['9-12,14-18', '09:00-12:00,14:00-18:00'],
  ['0830-1200', '08:30-12:00'],
  ['0:00-24:00', '00:00-24:00'],
  ['14:00-17:00，9点30分-12时', '09:30-12:00,14:00-17:00'],
  ['全天', '00:00-24:00'],
  ['', ''],
  ['休息', ''],
  ['不开', ''],
])('%j is read as %j', (typed, read) => expect(readDayHours(typed)).toEqual({ hours: read }))

test.each(['9:00', '17:00-9:00', '9:00-25:00', '上午', '9:60-10:00', '9:00-12:00-14:00', '-'])(
  '%j cannot be read',
  (typed) => expect(readDayHours(typed)).toEqual({ fault: 'unreadable' }),
)
test('spans that overlap are told from what cannot be read', () =>
  expect(readDayHours('9:00-12:00,11:00-13:00')).toEqual({ fault: 'overlap' }))

test('what is shown is read as the same', () => {
  const clock = fc.integer({ min: 0, max: 1440 })
  const hours = fc.uniqueArray(clock, { minLength: 2, maxLength: 2 }).map((ends) =>
    ends
      .sort((a, b) => a - b)
      .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)
      .join('-'),
  )
  fc.assert(fc.property(hours, (day) => expect(readDayHours(showDayHours(day))).toEqual({ hours: day })))
})
