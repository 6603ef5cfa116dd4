import * as v from 'valibot'
import { addDays, atClock } from '../base/time'
import { calendarOf, effectiveWeekday, hoursOn, openState } from './hours'
import { Hours } from './station'

const WEEK = ['09:00-12:00,14:00-17:30', '09:00-17:00', '09:00-17:00', '09:00-17:00', '09:00-17:00', '10:00-16:00', '']
const NOTHING = { rest: [], work: [] }
/** Thursday 1 October 2026 rests; Saturday the 10th is worked instead. */
const OCTOBER = { rest: ['2026-10-01'], work: ['2026-10-10'] }
const hoursWith = (holiday: Hours['holiday'], week = WEEK): Hours => ({ week, holiday })
const MONDAY = '2026-11-23'

describe('the weekday whose hours apply', () => {
  test.each([
    ['closed', null],
    ['sunday', 7],
    ['usual', 4],
  ] as const)('a legal holiday, for a station whose holiday is %s', (holiday, weekday) => {
    expect(effectiveWeekday(hoursWith(holiday), '2026-10-01', OCTOBER)).toBe(weekday)
  })
  test('a Saturday worked instead has Monday’s hours, whatever the holiday rule', () => {
    for (const holiday of ['closed', 'sunday', 'usual'] as const) {
      expect(effectiveWeekday(hoursWith(holiday), '2026-10-10', OCTOBER)).toBe(1)
    }
    expect(hoursOn(hoursWith('closed'), '2026-10-10', OCTOBER)).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ])
  })
  test('any other day has its own hours', () => {
    expect(effectiveWeekday(hoursWith('closed'), '2026-10-11', OCTOBER)).toBe(7)
    expect(hoursOn(hoursWith('closed'), '2026-10-11', OCTOBER)).toEqual([])
  })
})

describe('the opening state', () => {
  const at = (clock: string, day = MONDAY) => openState(hoursWith('closed'), NOTHING, atClock(day, clock))
  test.each([
    ['08:59', { open: false, next: { day: MONDAY, at: '09:00' } }],
    ['09:00', { open: true, until: '12:00', allDay: false }],
    ['11:59', { open: true, until: '12:00', allDay: false }],
    // The midday break.
    ['12:00', { open: false, next: { day: MONDAY, at: '14:00' } }],
    ['13:59', { open: false, next: { day: MONDAY, at: '14:00' } }],
    ['14:00', { open: true, until: '17:30', allDay: false }],
    ['17:30', { open: false, next: { day: '2026-11-24', at: '09:00' } }],
  ])('on a Monday at %s', (clock, state) => {
    expect(at(clock)).toEqual(state)
  })
  test('a closed Sunday points to Monday', () => {
    expect(at('10:00', '2026-11-29')).toEqual({ open: false, next: { day: '2026-11-30', at: '09:00' } })
  })
  test('open around the clock, until 24:00', () => {
    const always = hoursWith('usual', Array(7).fill('00:00-24:00'))
    const open = { open: true, until: '24:00', allDay: true }
    expect(openState(always, NOTHING, atClock(MONDAY, '00:00'))).toEqual(open)
    expect(openState(always, NOTHING, atClock(MONDAY, '23:59'))).toEqual(open)
  })
  test('open until midnight is not all day', () => {
    const late = hoursWith('usual', Array(7).fill('18:00-24:00'))
    expect(openState(late, NOTHING, atClock(MONDAY, '23:59'))).toEqual({ open: true, until: '24:00', allDay: false })
  })
  test('a holiday is skipped', () => {
    const state = openState(hoursWith('closed'), OCTOBER, atClock('2026-10-01', '10:00'))
    expect(state).toEqual({ open: false, next: { day: '2026-10-02', at: '09:00' } })
  })
  test('an exceptional closure of this station is skipped, one of another station is not', () => {
    const closures = [{ station: 'hp001', day: MONDAY, reason: '台风' }]
    const state = (station: string) =>
      openState(hoursWith('closed'), calendarOf({ calendar: NOTHING, closures }, station), atClock(MONDAY, '10:00'))
    expect(state('hp001')).toEqual({ open: false, next: { day: '2026-11-24', at: '09:00' } })
    expect(state('hp002')).toMatchObject({ open: true })
    expect(hoursOn(hoursWith('usual'), MONDAY, calendarOf({ calendar: NOTHING }, 'hp001'))).toHaveLength(2)
  })
  test('the next opening is searched fourteen days ahead', () => {
    const closed = (days: number) => Array.from({ length: days }, (_, ahead) => addDays(MONDAY, ahead))
    const daily = hoursWith('usual', Array(7).fill('09:00-17:00'))
    const state = (days: number) => openState(daily, { ...NOTHING, closed: closed(days) }, atClock(MONDAY, '10:00'))
    expect(state(14)).toEqual({ open: false, next: { day: '2026-12-07', at: '09:00' } })
    expect(state(15)).toEqual({ open: false })
  })
  test('a station that never opens has no next opening', () => {
    expect(openState(hoursWith('usual', Array(7).fill('')), NOTHING, atClock(MONDAY, '10:00'))).toEqual({ open: false })
  })
})

describe('the Hours schema', () => {
  const week = (monday: string) => ({ week: [monday, ...WEEK.slice(1)], holiday: 'usual' })
  test.each(['', '00:00-24:00', '09:00-12:00,14:00-17:30', '09:00-12:00,12:00-17:30'])('accepts %j', (monday) => {
    expect(v.is(Hours, week(monday))).toBe(true)
  })
  test.each([
    '9:00-12:00',
    '09:00',
    '12:00-09:00',
    '09:00-09:00',
    '09:00-24:30',
    '09:60-10:00',
    '09:00-12:00,',
    // Out of order or overlapping: the next opening would be wrong.
    '14:00-17:00,09:00-12:00',
    '09:00-12:00,11:00-17:00',
  ])('rejects %j', (monday) => {
    expect(v.is(Hours, week(monday))).toBe(false)
  })
  test('requires seven days', () => {
    expect(v.is(Hours, { week: WEEK.slice(1), holiday: 'usual' })).toBe(false)
  })
})
