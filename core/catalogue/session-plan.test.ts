import fc from 'fast-check'
import * as v from 'valibot'
import { addDays, clockOf, DAY, MINUTE, moment, startOfDay } from '../base/time'
import { SessionId } from '../place/ids'
import type { Hours, StationCalendar } from '../place/station'
import type { Offering, SessionTemplate } from './offering'
import { dayPlanner, planDays, SESSIONS_MOST } from './session-plan'

const hours: Hours = { week: ['09:00-12:00,14:00-17:30', '', '', '', '', '', '08:00-24:00'], holiday: 'sunday' }
const ALWAYS: Hours = { week: Array(7).fill('00:00-24:00'), holiday: 'sunday' }
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
  dayPlanner(offering, hours, calendar)(day)

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
describe('a rule of dates keeps its own days, whatever hours a day has', () => {
  // Thursday 1 October 2026 has Sunday's hours; the Sunday of that week is the 4th. Saturday the 10th has Monday's.
  const calendar = { rest: ['2026-10-01'], work: ['2026-10-10'] }
  const days = (rrule: string, clock = '09:00') => {
    const template = { ...at(clock, 60), rrule }
    const all = Array.from({ length: 21 }, (_, ahead) => addDays('2026-09-25', ahead))
    return all.filter((day) => dayPlanner(offeringWith(template), ALWAYS, calendar)(day).length)
  }
  test('the first Sunday of a month is one day', () => {
    expect(days('FREQ=MONTHLY;BYDAY=1SU')).toEqual(['2026-10-04'])
  })
  test('the second Monday is not also the Saturday with a Monday’s hours', () => {
    expect(days('FREQ=MONTHLY;BYDAY=2MO')).toEqual(['2026-10-12'])
    expect(days('FREQ=MONTHLY;BYDAY=1MO')).toEqual(['2026-10-05'])
  })
  test('a yearly day takes place on a holiday with Sunday’s hours', () => {
    expect(days('FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1')).toEqual(['2026-10-01'])
    expect(days('FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=4')).toEqual(['2026-10-04'])
    expect(days('FREQ=MONTHLY;BYMONTHDAY=10')).toEqual(['2026-10-10'])
  })
  test('an end on such a day is not lost', () => {
    expect(days('FREQ=DAILY;UNTIL=20261001').at(-1)).toBe('2026-10-01')
    expect(days('FREQ=WEEKLY;BYDAY=SU;UNTIL=20261001')).toEqual(['2026-09-27', '2026-10-01'])
  })
  test('nothing takes place on such a day after the end', () => {
    expect(days('FREQ=WEEKLY;BYDAY=MO;UNTIL=20261009')).toEqual(['2026-09-28', '2026-10-05'])
    expect(days('FREQ=DAILY;UNTIL=20261009').at(-1)).toBe('2026-10-09')
  })
  test('a weekly rule alone borrows the sessions of the other weekday', () => {
    expect(days('FREQ=WEEKLY;BYDAY=SU')).toEqual(['2026-09-27', '2026-10-01', '2026-10-04', '2026-10-11'])
    expect(days('FREQ=WEEKLY;BYDAY=TH')).toEqual(['2026-10-08', '2026-10-15'])
    expect(days('FREQ=WEEKLY;BYDAY=MO')).toEqual(['2026-09-28', '2026-10-05', '2026-10-10', '2026-10-12'])
  })
  test('a monthly limit is that of the day itself', () => {
    // Thursday 30 April rests here; the Sunday of its week is in May.
    const april = { rest: ['2026-04-30'], work: [] }
    const sunday = (month: number) => ({ ...at('09:00', 60), rrule: `FREQ=WEEKLY;BYDAY=SU;BYMONTH=${month}` })
    expect(dayPlanner(offeringWith(sunday(4)), ALWAYS, april)('2026-04-30')).toHaveLength(1)
    expect(dayPlanner(offeringWith(sunday(5)), ALWAYS, april)('2026-04-30')).toEqual([])
  })
})
test('two templates that meet on such a day give one session', () => {
  const offering = offeringWith(at('09:00', 60, 'MO'), {
    ...at('09:00', 60),
    rrule: 'FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=10',
  })
  const calendar = { rest: [], work: ['2026-10-10'] }
  expect(dayPlanner(offering, ALWAYS, calendar)('2026-10-10').map(({ id }) => id)).toEqual(['hp001.room-2610100900'])
})
test('there is no session on a holiday when the station is closed', () => {
  const closed: Hours = { ...hours, holiday: 'closed' }
  expect(
    dayPlanner(offeringWith(at('09:00', 60, 'TH')), closed, { rest: ['2026-10-01'], work: [] })('2026-10-01'),
  ).toEqual([])
})
test('there is no session on a day of an exceptional closure', () => {
  const closure: StationCalendar = { ...NOTHING, closed: [MONDAY] }
  expect(planned(offeringWith(at('14:00', 60)), MONDAY, closure)).toEqual([])
  expect(planned(offeringWith(at('14:00', 60)), '2026-11-30', closure)).toHaveLength(1)
})
test('a worked Saturday counts as the Monday of its own week, also for a rule of every other Monday', () => {
  const other: SessionTemplate = { ...at('14:00', 60), rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', start: '2026-10-05' }
  const days = ['2026-10-05', '2026-10-12', '2026-10-19'].filter((day) => planned(offeringWith(other), day).length)
  const worked = (monday: string) =>
    planned(offeringWith(other), addDays(monday, 5), { rest: [], work: [addDays(monday, 5)] })
  for (const monday of ['2026-10-05', '2026-10-12', '2026-10-19'])
    expect(worked(monday)).toHaveLength(days.includes(monday) ? 1 : 0)
  expect(days.length).toBeGreaterThan(0)
  expect(days.length).toBeLessThan(3)
})

describe('planning a period', () => {
  const daily = (slots: number) => ({ ...at('00:00', 5, 'MO', slots), rrule: 'FREQ=DAILY' })
  const plan = (to: string, ...templates: SessionTemplate[]) => {
    let asked = 0
    const planDay = dayPlanner(offeringWith(...templates), ALWAYS, NOTHING)
    const counted = (day: string) => {
      asked += 1
      return planDay(day)
    }
    const { sessions, to: last } = planDays(counted, MONDAY, to)
    return { asked, count: sessions.length, last }
  }
  test('gives each of its days the sessions that it has alone', () => {
    const offering = offeringWith(at('09:00', 60, 'MO,TU'), at('20:00', 60, 'SU'))
    const calendar = { rest: ['2026-10-01'], work: ['2026-10-10'] }
    const { sessions, to } = planDays(dayPlanner(offering, hours, calendar), '2026-09-28', '2026-10-11')
    const days = Array.from({ length: 14 }, (_, ahead) => addDays('2026-09-28', ahead))
    expect(sessions).toEqual(days.flatMap((day) => planned(offering, day, calendar)))
    expect([sessions.length, to]).toEqual([6, '2026-10-11'])
  })
  test('asks for each day once', () => {
    const never = { ...daily(96), rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30' }
    expect(plan(addDays(MONDAY, 59), never)).toEqual({ asked: 60, count: 0, last: addDays(MONDAY, 59) })
  })
  test('ends before there are more than 3,000 sessions', () => {
    const most = plan(addDays(MONDAY, 59), daily(50))
    expect(most).toEqual({ asked: 60, count: SESSIONS_MOST, last: addDays(MONDAY, 59) })
    expect(plan(addDays(MONDAY, 59), daily(51))).toEqual({ asked: 59, count: 58 * 51, last: addDays(MONDAY, 57) })
  })
  test('asks for no day after that', () => {
    const many = ['00:00', '08:00', '16:00'].map((clock) => ({ ...daily(95), at: clock }))
    expect(plan(addDays(MONDAY, 59), ...many)).toEqual({ asked: 11, count: 10 * 285, last: addDays(MONDAY, 9) })
  })
  test('always plans a first day', () => {
    // A session from each minute of the day, but for those that would end after it.
    const many = ['00', '08', '16'].flatMap((hour) =>
      Array.from({ length: 5 }, (_, minute) => ({ ...daily(96), at: `${hour}:0${minute}` })),
    )
    expect(plan(MONDAY, ...many)).toEqual({ asked: 1, count: 1436, last: MONDAY })
  })
})
