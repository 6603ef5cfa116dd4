import type { Hours } from '../place/station'
import type { SessionTemplate } from './offering'
import * as recurrence from './recurrence'
import { findBadTemplate, needsStart, nextDays, SOON_DAYS } from './template'

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
const NO_HOLIDAYS = { rest: [], work: [] }
const bad = (...templates: SessionTemplate[]) => findBadTemplate(templates, hours, NO_HOLIDAYS, '2026-11-23')

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
  // Next on 24 November 2028, with a leap day in between.
  const rule = templateWith({ rrule: 'FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYMONTHDAY=24', start: '2024-11-24' })
  expect(findBadTemplate([rule], daily, NO_HOLIDAYS, '2027-11-24')).toBeUndefined()
  expect(findBadTemplate([rule], daily, NO_HOLIDAYS, '2027-11-23')).toBe('templates.0.rrule')
})
test('a day of the rule on which the station is closed for a holiday does not count', () => {
  const closed: Hours = { week: Array(7).fill('09:00-17:00'), holiday: 'closed' }
  const rule = templateWith({ rrule: 'FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1' })
  const holiday = { rest: ['2027-10-01'], work: [] }
  expect(findBadTemplate([rule], closed, holiday, '2026-11-23')).toBe('templates.0.rrule')
  for (const open of ['sunday', 'usual'] as const)
    expect(findBadTemplate([rule], { ...closed, holiday: open }, holiday, '2026-11-23')).toBeUndefined()
})
test('a rule that counts from a start needs one', () => {
  const rule = templateWith({ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' })
  expect([needsStart(rule.rrule), bad(rule)]).toEqual([true, 'templates.0.start'])
  expect(bad({ ...rule, start: '2026-11-23' })).toBeUndefined()
  expect([needsStart('FREQ=WEEKLY;BYDAY=MO'), needsStart('FREQ=WEEKLY'), needsStart('nonsense')]).toEqual([
    false,
    true,
    false,
  ])
})
test('two series of every other week share no session where they begin a week apart', () => {
  const rule = templateWith({ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', start: '2026-11-23' })
  expect(bad(rule, { ...rule, start: '2026-11-30' })).toBeUndefined()
  expect(bad(rule, { ...rule, start: '2026-12-07' })).toBe('templates.1.at')
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
test('templates that meet on a worked Saturday only create the same session too', () => {
  const saturday = templateWith({ rrule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5' })
  const worked = { rest: [], work: ['2026-12-05'] }
  expect(findBadTemplate([templateWith(), saturday], hours, worked, '2026-11-23')).toBe('templates.1.at')
})
test('each template is judged for 367 days, whatever its rule', () => {
  const asked: number[] = []
  const seriesOf = recurrence.seriesOf
  const spied = jest.spyOn(recurrence, 'seriesOf').mockImplementation((series) => {
    const falls = seriesOf(series)
    const at = asked.push(0) - 1
    return (day, weekday) => {
      asked[at] = (asked[at] ?? 0) + 1
      return falls?.(day, weekday) ?? false
    }
  })
  bad(templateWith({ rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30' }))
  bad(templateWith(), templateWith({ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', at: '10:00' }))
  spied.mockRestore()
  expect(asked).toEqual([SOON_DAYS + 1, SOON_DAYS + 1, SOON_DAYS + 1])
})
test('the first invalid field is reported', () => {
  expect(bad(templateWith(), templateWith({ at: '13:00' }), templateWith({ rrule: 'X' }))).toBe('templates.1.at')
})
describe('the next days of templates', () => {
  const next = (templates: SessionTemplate[], calendar = NO_HOLIDAYS, most = 3) =>
    nextDays(templates, hours, calendar, '2026-11-24', most)
  test('are those of all templates in order, each once', () => {
    const tuesday = templateWith({ rrule: 'FREQ=WEEKLY;BYDAY=TU,MO' })
    expect(next([templateWith(), tuesday], NO_HOLIDAYS, 4)).toEqual([
      '2026-11-24',
      '2026-11-30',
      '2026-12-01',
      '2026-12-07',
    ])
    expect(next([])).toEqual([])
  })
  test('are only days with a session', () => {
    // On Tuesdays the station closes at noon.
    expect(next([templateWith({ rrule: 'FREQ=DAILY', at: '14:00' })])).toEqual([
      '2026-11-29',
      '2026-11-30',
      '2026-12-06',
    ])
    const closed = { ...NO_HOLIDAYS, closed: ['2026-11-30'] }
    expect(nextDays([templateWith()], hours, closed, '2026-11-24', 1)).toEqual(['2026-12-07'])
  })
  test('count from the start of a series', () => {
    const other = templateWith({ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', start: '2026-12-01' })
    expect(next([other])).toEqual(['2026-12-14', '2026-12-28', '2027-01-11'])
  })
  test('are none for a rule that never falls', () => {
    expect(next([templateWith({ rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30' }), templateWith({ rrule: 'X' })])).toEqual(
      [],
    )
  })
})
test('an offering without templates is valid', () => {
  expect(bad()).toBeUndefined()
})
