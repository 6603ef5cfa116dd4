import * as v from 'valibot'
import { instant } from '../base/time'
import { BookingId, SessionId, stationOf } from '../place/ids'
import { daysAhead, isAllDay, isOnDay, phaseOf } from './session'

/** 23:00 to 24:00 in China. */
const late = { startsAt: '2026-11-23T15:00:00.000Z', endsAt: '2026-11-23T16:00:00.000Z' }

test('a session is ahead before its start, on until its end, then over', () => {
  const phases = [
    '2026-11-23T14:59:59.999Z',
    '2026-11-23T15:00:00.000Z',
    '2026-11-23T15:59:59.999Z',
    '2026-11-23T16:00:00.000Z',
  ]
  expect(phases.map((now) => phaseOf(late, instant(now)))).toEqual(['ahead', 'on', 'on', 'over'])
})
test('a session that ends at midnight is not on the next day; one that crosses midnight is on both', () => {
  expect([isOnDay(late, '2026-11-22'), isOnDay(late, '2026-11-23'), isOnDay(late, '2026-11-24')]).toEqual([
    false,
    true,
    false,
  ])
  expect(isOnDay({ ...late, endsAt: '2026-11-23T16:00:00.001Z' }, '2026-11-24')).toBe(true)
})
test('days ahead are days in China', () => {
  expect(daysAhead(late, instant('2026-11-22T15:59:00.000Z'))).toBe(1)
  expect(daysAhead(late, instant('2026-11-22T16:00:00.000Z'))).toBe(0)
})
test('stationOf reads the station from an id', () => {
  expect(stationOf('hp001.talk-2611231400')).toBe('hp001')
  expect(stationOf('hx000157.0123456789abcdef')).toBe('hx000157')
})
test.each([
  'hp001',
  'hp001.',
  'HP001.talk',
  'hp001.ta',
  "hp001.talk'--",
  'hp001.talk.2',
  'hp001.talk\n',
  '../hp001.talk',
])('%j is not a session id', (id) => expect(v.is(SessionId, id)).toBe(false))
test.each(['hp001.0123456789abcdei', 'hp001.0123456789abcde', 'hp001.0123456789ABCDEF', 'hp001.0123456789abcdef0'])(
  '%j is not a booking id',
  (id) => expect(v.is(BookingId, id)).toBe(false),
)
test('a whole day is from midnight to midnight in China', () => {
  const day = { startsAt: '2026-11-22T16:00:00.000Z', endsAt: '2026-11-23T16:00:00.000Z' }
  expect(isAllDay(day)).toBe(true)
  expect(isAllDay({ ...day, endsAt: '2026-11-23T15:59:00.000Z' })).toBe(false)
  expect(isAllDay({ startsAt: '2026-11-23T00:00:00.000Z', endsAt: '2026-11-24T00:00:00.000Z' })).toBe(false)
})
