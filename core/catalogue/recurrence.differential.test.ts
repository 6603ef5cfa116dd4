import fc from 'fast-check'
import { RRule } from 'rrule'
import { addDays, DAY, type Day, daysBetween } from '../base/time'
import { seriesOf } from './recurrence'

/**
 * Shift of 19 × 400 years. The library searches for a day that never comes until the year 9999, which takes seconds. The
 * calendar repeats every 400 years, weekdays included, so the days of this test, after 2385, are compared with those after
 * 9985, where the search is short.
 */
const CALENDAR_SHIFT = 19 * 146_097 * DAY
const toDate = (day: Day): Date => new Date(daysBetween('1970-01-01', day) * DAY + CALENDAR_SHIFT)
const toDay = (date: Date): Day => addDays('1970-01-01', (date.getTime() - CALENDAR_SHIFT) / DAY)
const compact = (day: Day): string => day.replaceAll('-', '')

/** The days by the library `rrule`. */
function libraryDays(rrule: string, start: Day, from: Day, to: Day, until?: Day): Day[] {
  const rule = new RRule({ ...RRule.parseString(rrule), dtstart: toDate(start), until: until ? toDate(until) : null })
  return [...new Set(rule.between(toDate(from), toDate(to), true).map(toDay))]
}

const NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const anyDay = fc.integer({ min: 0, max: 2_500 }).map((ahead) => addDays('2386-01-01', ahead))
const several = <T>(one: fc.Arbitrary<T>, most = 4): fc.Arbitrary<T[]> =>
  fc.uniqueArray(one, { minLength: 1, maxLength: most })
const weekday = fc.constantFrom(...NAMES)
const numbered = fc.tuple(fc.constantFrom(-5, -2, -1, 1, 2, 3, 5), weekday).map(([nth, name]) => `${nth}${name}`)
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }))
const part = (name: string, values: fc.Arbitrary<(string | number)[]>) =>
  values.map((list) => `${name}=${list.join(',')}`)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })

/**
 * A valid rule, without what the library reads otherwise than RFC 5545: of plain and numbered weekdays together it takes
 * days that are both, and the -3rd of two days is its first.
 */
const anyRule = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').chain((freq) => {
  const isLong = freq === 'MONTHLY' || freq === 'YEARLY'
  return fc
    .tuple(
      maybe(part('INTERVAL', fc.tuple(fc.integer({ min: 1, max: 4 })))),
      maybe(
        isLong
          ? fc.oneof(part('BYDAY', several(weekday)), part('BYDAY', several(numbered)))
          : part('BYDAY', several(weekday)),
      ),
      maybe(freq === 'WEEKLY' ? fc.constant(undefined) : part('BYMONTHDAY', several(monthDay))),
      maybe(part('BYMONTH', several(fc.integer({ min: 1, max: 12 }), 6))),
      maybe(part('BYSETPOS', several(fc.constantFrom(-1, 1, 2, 3), 2))),
      maybe(weekday.map((name) => `WKST=${name}`)),
    )
    .map(([interval, days, monthDays, months, positions, weekStart]) => {
      const by = [days, monthDays, months].filter((one) => one !== undefined)
      return [`FREQ=${freq}`, interval, ...by, by.length ? positions : undefined, weekStart].filter(Boolean).join(';')
    })
})

test('a series has the days that the library rrule finds', () => {
  let found = 0
  fc.assert(
    fc.property(anyRule, anyDay, fc.nat(800), maybe(fc.nat(900)), (rrule, start, ahead, ending) => {
      // The library takes positions within the rest of the first week, not within the whole of it.
      const from = addDays(start, rrule.includes('BYSETPOS') ? ahead + 7 : ahead - 30)
      const to = addDays(from, 400)
      const until = ending === undefined ? undefined : addDays(start, ending)
      const falls = seriesOf({ rrule: until ? `${rrule};UNTIL=${compact(until)}` : rrule, start })
      const days = Array.from({ length: 401 }, (_, at) => addDays(from, at)).filter((day) => falls?.(day))
      expect(days).toEqual(libraryDays(rrule, start, from, to, until))
      found += days.length
    }),
    { numRuns: 200 },
  )
  expect(found).toBeGreaterThan(100)
})
test('the order in which days are asked for does not matter', () => {
  fc.assert(
    fc.property(anyRule, anyDay, fc.array(fc.nat(800), { maxLength: 30 }), (rrule, start, ahead) => {
      const falls = seriesOf({ rrule, start })
      for (const day of ahead.map((days) => addDays(start, days)))
        expect(falls?.(day)).toBe(seriesOf({ rrule, start })?.(day))
    }),
  )
})
