import type { Hours } from '../place/station'
import type { SessionTemplate } from './offering'
import { findBadTemplate } from './template'

const hours: Hours = {
  week: ['09:00-12:00,14:00-17:30', '09:00-12:00', '', '', '', '', '00:00-24:00'],
  holiday: 'usual',
}
const templateWith = (template: Partial<SessionTemplate> = {}): SessionTemplate => ({
  rrule: 'FREQ=WEEKLY;BYDAY=MO',
  at: '09:00',
  minutes: 60,
  capacity: 3,
  ...template,
})
const bad = (...templates: SessionTemplate[]) => findBadTemplate(templates, hours, '2026-11-23')

test.each([
  [{}],
  [{ rrule: 'FREQ=DAILY' }],
  [{ minutes: 20, slots: 40 }],
  [{ rrule: 'FREQ=WEEKLY;BYDAY=SU', at: '00:00', minutes: 1440 }],
  [{ rrule: 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23' }],
])('%j is valid', (template) => {
  expect(bad(templateWith(template))).toBeUndefined()
})
test('a rule must fall on a day within 366 days', () => {
  const daily = { ...hours, week: Array(7).fill('09:00-17:00') }
  // Every second year, next on 24 November 2028, with a leap day in between.
  const rule = templateWith({ rrule: 'FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYMONTHDAY=24' })
  expect(findBadTemplate([rule], daily, '2027-11-24')).toBeUndefined()
  expect(findBadTemplate([rule], daily, '2027-11-23')).toBe('templates.0.rrule')
})
test.each<[Partial<SessionTemplate>, string]>([
  [{ rrule: 'FREQ=HOURLY' }, 'rrule'],
  [{ rrule: 'FREQ=DAILY;COUNT=3' }, 'rrule'],
  [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rrule'],
  [{ rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261122' }, 'rrule'],
  // Closed on Wednesdays.
  [{ rrule: 'FREQ=WEEKLY;BYDAY=WE' }, 'rrule'],
  // The longer span around the midday break has 210 minutes.
  [{ minutes: 211 }, 'minutes'],
  [{ at: '12:30' }, 'at'],
  [{ at: '11:30' }, 'at'],
  [{ at: '11:30', rrule: 'FREQ=WEEKLY;BYDAY=TU' }, 'at'],
  [{ minutes: 60, slots: 16 }, 'slots'],
])('%j is invalid because of its %s', (template, field) => {
  expect(bad(templateWith(template))).toBe(`templates.0.${field}`)
})
test('two templates must not create the same session', () => {
  expect(bad(templateWith(), templateWith({ rrule: 'FREQ=WEEKLY;BYDAY=TU' }))).toBeUndefined()
  expect(bad(templateWith(), templateWith({ rrule: 'FREQ=WEEKLY;BYDAY=TU,MO', capacity: 5 }))).toBe('templates.1.at')
  expect(bad(templateWith({ minutes: 30, slots: 6 }), templateWith({ at: '10:30', minutes: 90 }))).toBe(
    'templates.1.at',
  )
})
test('the first invalid field is reported', () => {
  expect(bad(templateWith(), templateWith({ at: '13:00' }), templateWith({ rrule: 'X' }))).toBe('templates.1.at')
})
test('an offering without templates is valid', () => {
  expect(bad()).toBeUndefined()
})
