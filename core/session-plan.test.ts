import * as v from 'valibot'
import type { Offering, Weekly } from './offering'
import { SessionId } from './session'
import { planDay } from './session-plan'
import type { Hours } from './station'
import { moment } from './time'

const hours: Hours = { week: ['09:00-12:00,14:00-17:30', '', '', '', '', '', '08:00-24:00'], holiday: 'sunday' }
const NOTHING = { rest: [], work: [] }
const MONDAY = '2026-11-23'

const offers = (...weekly: Weekly[]): Offering => ({
  id: 'hp001-room',
  station: 'hp001',
  kind: 'room',
  title: '自习室',
  summary: '',
  audience: {},
  people: 4,
  openDays: 7,
  cancelMinutes: 0,
  weekly,
})
const at = (clock: string, minutes: number, days = [1]): Weekly => ({ days, at: clock, minutes, capacity: 12 })
const planned = (offering: Offering, day = MONDAY, calendar: { rest: string[]; work: string[] } = NOTHING) =>
  planDay(offering, hours, day, calendar)

test("a session has its template's start, length and places, and an id of the contract", () => {
  const [session] = planned(offers(at('14:00', 60)))
  expect(session).toMatchObject({ id: 'hp001.room-2611231400', capacity: 12 })
  expect(moment(session?.startsAt ?? 0)).toBe('2026-11-23T06:00:00.000Z')
  expect(moment(session?.endsAt ?? 0)).toBe('2026-11-23T07:00:00.000Z')
  expect(v.is(SessionId, session?.id)).toBe(true)
})
test('planned twice, it is the same session', () => {
  expect(planned(offers(at('14:00', 60)))).toEqual(planned(offers(at('14:00', 60))))
})
test.each([
  ['08:30', 60, 'before the door opens'],
  ['11:30', 60, 'into the midday break'],
  ['12:30', 60, 'in the break'],
  ['17:00', 60, 'past closing'],
  ['09:00', 300, 'over both halves'],
])('none at %s for %i minutes, %s', (clock, minutes) => {
  expect(planned(offers(at(clock, minutes)))).toEqual([])
})
test('right up to the border fits', () => {
  expect(planned(offers(at('09:00', 180), at('16:30', 60)))).toHaveLength(2)
})
test('only on its weekdays', () => {
  expect(planned(offers(at('09:00', 60, [2, 3])))).toEqual([])
})
test('the last hour of a day ends as the next begins', () => {
  const [session] = planned(offers(at('23:00', 60, [7])), '2026-11-29')
  expect(moment(session?.endsAt ?? 0)).toBe('2026-11-29T16:00:00.000Z')
})
test("a holiday that keeps Sunday has Sunday's sessions, a Saturday worked instead has Monday's", () => {
  const calendar = { rest: ['2026-10-01'], work: ['2026-10-10'] }
  const offering = offers(at('09:00', 60, [1]), at('20:00', 60, [7]))
  expect(planned(offering, '2026-10-01', calendar).map(({ id }) => id)).toEqual(['hp001.room-2610012000'])
  expect(planned(offering, '2026-10-10', calendar).map(({ id }) => id)).toEqual(['hp001.room-2610100900'])
})
test('none on a day when the station is closed', () => {
  const closed: Hours = { ...hours, holiday: 'closed' }
  expect(planDay(offers(at('09:00', 60, [4])), closed, '2026-10-01', { rest: ['2026-10-01'], work: [] })).toEqual([])
})
