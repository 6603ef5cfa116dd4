import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import * as time from './time'

const {
  addDays,
  atClock,
  clockOf,
  DAY,
  dayOf,
  daysBetween,
  instant,
  isDay,
  isMonth,
  minutesOf,
  moment,
  oldestOn,
  startOfDay,
  weekdayOf,
  youngestOn,
} = time

describe('a day in China', () => {
  test.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22', '23:59'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23', '00:00'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', '00:00'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29', '00:00'],
    ['2026-11-23T06:30:00.000Z', '2026-11-23', '14:30'],
    // Daylight saving time in Europe and America has no effect here.
    ['2026-07-01T00:00:00.000Z', '2026-07-01', '08:00'],
    // China had daylight saving time until 1991; this app ignores it.
    ['1988-07-01T00:00:00.000Z', '1988-07-01', '08:00'],
  ])('%s is %s %s', (text, day, clock) => {
    expect(dayOf(instant(text))).toBe(day)
    expect(clockOf(instant(text))).toBe(clock)
  })

  test('begins at 16:00 UTC of the day before', () => {
    expect(moment(startOfDay('2026-11-23'))).toBe('2026-11-22T16:00:00.000Z')
  })

  test('has an instant for each time of day; 24:00 is the start of the next day', () => {
    expect(moment(atClock('2026-11-23', '14:05'))).toBe('2026-11-23T06:05:00.000Z')
    expect(atClock('2026-11-23', '24:00')).toBe(startOfDay('2026-11-24'))
    expect(minutesOf('24:00')).toBe(1440)
    expect(minutesOf('00:01')).toBe(1)
  })

  test('contains exactly the instants of that day', () => {
    const years = { min: Date.parse('1950-01-01'), max: Date.parse('2100-01-01') }
    fc.assert(
      fc.property(fc.integer(years), (at) => {
        const start = startOfDay(dayOf(at))
        return start <= at && at < start + DAY && atClock(dayOf(at), clockOf(at)) <= at
      }),
    )
  })

  test('daysBetween undoes addDays, over months, years and leap days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -5_000, max: 5_000 }), (from, days) => {
        const day = addDays('1970-01-01', from)
        return daysBetween(day, addDays(day, days)) === days
      }),
    )
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  })
})

test('Monday is 1 and Sunday 7', () => {
  const week = Array.from({ length: 7 }, (_, ahead) => weekdayOf(addDays('2026-11-23', ahead)))
  expect(week).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-1-1',
  '20261123',
  '',
  '2026-11-23T00:00',
  ' 2026-11-23',
  '２０２６-11-23',
])('%j is not a day', (text) => {
  expect(isDay(text)).toBe(false)
})
test.each(['2026-13', '2026-00', '2026-1', '2026', '2026-11-23', ''])('%j is not a month', (text) => {
  expect(isMonth(text)).toBe(false)
})
test('leap days and months are recognised', () => {
  expect([isDay('2028-02-29'), isDay('2027-02-29'), isMonth('2028-02')]).toEqual([true, false, true])
})

describe('the age of somebody of whom the month of birth is known', () => {
  test.each([
    // 周岁 counts from the day after the birthday: 1 November at the earliest, 30 November at the latest.
    ['2012-11', '2026-10-31', 13, 13],
    ['2012-11', '2026-11-01', 13, 13],
    ['2012-11', '2026-11-02', 13, 14],
    ['2012-11', '2026-11-30', 13, 14],
    ['2012-11', '2026-12-01', 14, 14],
    ['2012-12', '2026-12-31', 13, 14],
    ['2012-12', '2027-01-01', 14, 14],
    ['2012-01', '2026-01-01', 13, 13],
    ['2012-01', '2026-01-02', 13, 14],
    // Perhaps born on 29 February.
    ['2012-02', '2026-02-28', 13, 14],
    ['2012-02', '2026-03-01', 14, 14],
    ['2011-02', '2028-02-29', 17, 17],
    // Not born yet, perhaps, in the month itself.
    ['2026-11', '2026-11-01', 0, 0],
    ['2026-11', '2027-11-30', 0, 1],
  ])('born %s, is on %s at least %i and at most %i', (born, day, least, most) => {
    expect([youngestOn(born, day), oldestOn(born, day)]).toEqual([least, most])
  })
  test('is never less a day later, and the two differ in the month of birth only', () => {
    const month = fc.integer({ min: 0, max: 1_500 }).map((months) => {
      return `${1930 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
    })
    fc.assert(
      fc.property(month, fc.integer({ min: 0, max: 40_000 }), (born, ahead) => {
        const day = addDays(`${born}-01`, ahead)
        expect(oldestOn(born, addDays(day, 1))).toBeGreaterThanOrEqual(oldestOn(born, day))
        expect(youngestOn(born, addDays(day, 1))).toBeGreaterThanOrEqual(youngestOn(born, day))
        const differ = oldestOn(born, day) - youngestOn(born, day)
        const isFirst = day.endsWith('-01')
        expect(differ).toBe(day.slice(5, 7) === born.slice(5) && !isFirst && day.slice(0, 4) > born.slice(0, 4) ? 1 : 0)
      }),
    )
  })
})

test.each(['America/New_York', 'Pacific/Kiritimati', 'Europe/London'])(
  'a machine in %s gets the same results',
  (zone) => {
    const script = `
    const time = require(${JSON.stringify(join(__dirname, 'time.ts'))})
    const moments = ['2026-03-08T07:30:00Z', '2026-11-01T06:30:00Z', '2026-11-22T15:59:59Z', '2026-11-22T16:00:00Z'].map(time.instant)
    console.log(JSON.stringify([
      moments.map(time.dayOf), moments.map(time.clockOf), time.startOfDay('2026-03-08'), time.addDays('2026-03-08', 1),
      time.weekdayOf('2026-11-23'), time.oldestOn('2012-11', '2026-11-02'), time.isDay('2026-03-08'), new Date(0).getTimezoneOffset(),
    ]))`
    const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
      env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
      encoding: 'utf8',
    })
    const [days, clocks, start, next, weekday, age, valid] = JSON.parse(output)
    expect(days).toEqual(['2026-03-08', '2026-11-01', '2026-11-22', '2026-11-23'])
    expect(clocks).toEqual(['15:30', '14:30', '23:59', '00:00'])
    expect([start, next, weekday, age, valid]).toEqual([Date.parse('2026-03-07T16:00Z'), '2026-03-09', 1, 14, true])
  },
)

test.each([
  ['2000-01-01', true],
  ['2199-12-31', true],
  ['2028-02-29', true],
  // Outside the years that the database and JavaScript write alike.
  ['1999-12-31', false],
  ['2200-01-01', false],
  ['2026-02-29', false],
  ['2026-1-1', false],
  ['2026-11-23T00:00:00Z', false],
  ['', false],
])('%s is a valid Day: %s', (text, valid) => {
  expect(v.is(time.Day, text)).toBe(valid)
})

describe('a moment in a request', () => {
  test.each([
    '2026-11-23T06:00:00.000Z',
    '2026-11-23T06:00:00Z',
    '2026-11-23T06:00:00.123456Z',
    '2026-11-23T14:00:00+08:00',
    '2026-11-22T18:30:00-11:30',
    '2028-02-29T00:00:00Z',
    // A phone that lost its time starts at 1970; its scans are corrected by the difference.
    '1970-01-01T00:00:00Z',
    '2199-12-31T23:59:59.999Z',
  ])('%s is valid', (text) => {
    expect(v.is(time.Moment, text)).toBe(true)
    expect(time.moment(time.instant(text))).toMatch(/^\d{4}-/)
  })
  test.each([
    // Valid ISO 8601, but `Date.parse` reads no hours without minutes.
    '2026-11-23T14:00:00+08',
    '2026-11-23T14:00:00+0800',
    '2026-11-23 14:00:00Z',
    '2026-11-23T14:00:00',
    '2026-11-23T14:00Z',
    '2026-11-23',
    '20261123T140000Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T14:60:00Z',
    '2026-02-30T14:00:00Z',
    '2026-13-01T14:00:00Z',
    '2026-11-23T14:00:00+24:00',
    '2026-11-23T14:00:00+08:60',
    '2026-11-23T14:00:00.1234567890Z',
    '0000-01-01T00:00:00Z',
    '0000-01-01T00:00:00+14:00',
    '0001-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999Z',
    '2200-01-01T00:00:00Z',
    '2199-12-31T23:59:59-08:00',
    '9999-12-31T23:59:59-12:00',
    '+012026-11-23T14:00:00Z',
    'now',
    '',
  ])('%s is not', (text) => {
    expect(v.is(time.Moment, text)).toBe(false)
  })
})
