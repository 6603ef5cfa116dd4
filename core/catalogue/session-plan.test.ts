import fc from 'fast-check'
import * as v from 'valibot'
import { addDays, clockOf, DAY, MINUTE, moment, startOfDay } from '../base/time'
import { SessionId } from '../place/ids'
import type { Hours, StationCalendar } from '../place/station'
import type { Offering, SessionTemplate } from './offering'
import { planDay, rulesBetween } from './session-plan'

const hours: Hours = { week: ['09:00-12:00,14:00-17:30', '', '', '', '', '', '08:00-24:00'], holiday: 'sunday' }
const NOTHING = { rest: [], work: [] }
const MONDAY = '2026-11-23'

const offeringWith = (...templates: SessionTemplate[]): Offering => ({
  id: 'hp001-room',
  station: 'hp001',
  kind: 'room',
  title: '自习室',
  summary: '',
  audience: {},
  people: 4,
  openDays: 7,
  cancelMinutes: 0,
  templates,
})
const at = (clock: string, minutes: number, days = 'MO', slots?: number): SessionTemplate => ({
  rrule: `FREQ=WEEKLY;BYDAY=${days}`,
  at: clock,
  minutes,
  capacity: 12,
  ...(slots ? { slots } : {}),
})
const planned = (offering: Offering, day = MONDAY, calendar: StationCalendar = NOTHING) =>
  planDay(offering, hours, day, calendar)

test("a session has its template's start, length and capacity, and a valid id", () => {
  const [session] = planned(offeringWith(at('14:00', 60)))
  expect(session).toMatchObject({ id: 'hp001.room-2611231400', capacity: 12 })
  expect(moment(session?.startsAt ?? 0)).toBe('2026-11-23T06:00:00.000Z')
  expect(moment(session?.endsAt ?? 0)).toBe('2026-11-23T07:00:00.000Z')
  expect(v.is(SessionId, session?.id)).toBe(true)
})
test('planning twice gives the same session', () => {
  expect(planned(offeringWith(at('14:00', 60)))).toEqual(planned(offeringWith(at('14:00', 60))))
})
test.each([
  ['08:30', 60, 'before opening'],
  ['11:30', 60, 'into the midday break'],
  ['12:30', 60, 'in the break'],
  ['17:00', 60, 'past closing'],
  ['09:00', 300, 'over both halves'],
])('there is no session at %s for %i minutes: %s', (clock, minutes) => {
  expect(planned(offeringWith(at(clock, minutes)))).toEqual([])
})
test('a session may start at opening and end at closing', () => {
  expect(planned(offeringWith(at('09:00', 180), at('16:30', 60)))).toHaveLength(2)
})
test('slots follow one another and skip the midday break', () => {
  const clocks = planned(offeringWith(at('11:00', 20, 'MO', 10))).map(({ startsAt }) => clockOf(startsAt))
  expect(clocks).toEqual(['11:00', '11:20', '11:40', '14:00'])
})
test('slots give the same sessions as separate templates', () => {
  const part = fc.record({ from: fc.integer({ min: 0, max: 1439 }), minutes: fc.integer({ min: 5, max: 240 }) })
  fc.assert(
    fc.property(part, fc.integer({ min: 1, max: 96 }), ({ from, minutes }, slots) => {
      const clock = (minute: number) => clockOf(startOfDay(MONDAY) + minute * MINUTE)
      const one = offeringWith(at(clock(from), minutes, 'MO', slots))
      const many = offeringWith(
        ...Array.from({ length: slots }, (_, slot) => from + slot * minutes)
          .filter((minute) => minute < 1440)
          .map((minute) => at(clock(minute), minutes)),
      )
      expect(planned(one)).toEqual(planned(many))
      expect(planned(one).filter(({ endsAt }) => endsAt > startOfDay(MONDAY) + DAY)).toEqual([])
    }),
  )
})
test('a template gives no session on other weekdays', () => {
  expect(planned(offeringWith(at('09:00', 60, 'TU,WE')))).toEqual([])
})
test('a session in the last hour of a day ends at midnight', () => {
  const [session] = planned(offeringWith(at('23:00', 60, 'SU')), '2026-11-29')
  expect(moment(session?.endsAt ?? 0)).toBe('2026-11-29T16:00:00.000Z')
})
test("a holiday with Sunday's hours has Sunday's sessions, a worked Saturday has Monday's", () => {
  const calendar = { rest: ['2026-10-01'], work: ['2026-10-10'] }
  const offering = offeringWith(at('09:00', 60, 'MO'), at('20:00', 60, 'SU'))
  expect(planned(offering, '2026-10-01', calendar).map(({ id }) => id)).toEqual(['hp001.room-2610012000'])
  expect(planned(offering, '2026-10-10', calendar).map(({ id }) => id)).toEqual(['hp001.room-2610100900'])
})
test('there is no session on a holiday when the station is closed', () => {
  const closed: Hours = { ...hours, holiday: 'closed' }
  expect(
    planDay(offeringWith(at('09:00', 60, 'TH')), closed, '2026-10-01', { rest: ['2026-10-01'], work: [] }),
  ).toEqual([])
})
test('there is no session on a day of an exceptional closure', () => {
  const closure: StationCalendar = { ...NOTHING, closed: [MONDAY] }
  expect(planned(offeringWith(at('14:00', 60)), MONDAY, closure)).toEqual([])
  expect(planned(offeringWith(at('14:00', 60)), '2026-11-30', closure)).toHaveLength(1)
})
test('a worked Saturday counts as the Monday of its own week, also for a rule of every other Monday', () => {
  const other: SessionTemplate = { ...at('14:00', 60), rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' }
  const days = ['2026-10-05', '2026-10-12', '2026-10-19'].filter((day) => planned(offeringWith(other), day).length)
  const worked = (monday: string) =>
    planned(offeringWith(other), addDays(monday, 5), { rest: [], work: [addDays(monday, 5)] })
  for (const monday of ['2026-10-05', '2026-10-12', '2026-10-19'])
    expect(worked(monday)).toHaveLength(days.includes(monday) ? 1 : 0)
  expect(days.length).toBeGreaterThan(0)
  expect(days.length).toBeLessThan(3)
})
test('planning a period gives the same sessions as planning each day alone', () => {
  const offering = offeringWith(at('09:00', 60, 'MO,TU'), at('20:00', 60, 'SU'))
  const calendar = { rest: ['2026-10-01'], work: ['2026-10-10'] }
  const days = Array.from({ length: 14 }, (_, ahead) => addDays('2026-09-28', ahead))
  const falls = rulesBetween('2026-09-28', '2026-10-11')
  const all = days.map((day) => planDay(offering, hours, day, calendar, falls))
  expect(all).toEqual(days.map((day) => planned(offering, day, calendar)))
  expect(all.flat().length).toBeGreaterThan(3)
})
