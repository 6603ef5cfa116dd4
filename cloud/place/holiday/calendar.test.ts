import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { calendarFrom } from './calendar'

test.each([
  ['2026-10-01', 'rest'],
  ['2026-10-10', 'work'],
  ['2027-01-01', 'rest'],
  // The State Council's notice for 2040 does not exist yet, but these holidays have fixed dates.
  ['2040-01-01', 'rest'],
  ['2040-10-03', 'rest'],
  ['2026-11-23', 'plain'],
  ['2026-11-28', 'plain'],
  ['2026-11-29', 'plain'],
])('%s is %s', (day, kind) => {
  const { rest, work } = calendarFrom(day, 1)
  expect({ rest, work }).toEqual({ rest: kind === 'rest' ? [day] : [], work: kind === 'work' ? [day] : [] })
})

test('no day is both a holiday and a working day, listed twice, or outside the period', () => {
  const { rest, work } = calendarFrom('2026-01-01', 365)
  const all = [...rest, ...work]
  expect(new Set(all).size).toBe(all.length)
  expect(all.filter((day) => !day.startsWith('2026-'))).toEqual([])
  // Eleven legal holidays from 2025 on, with the weekends bridged to them.
  expect(rest.length).toBeGreaterThanOrEqual(13)
  expect(calendarFrom('2026-01-01', 0)).toEqual({ rest: [], work: [] })
})

test.each(['America/New_York', 'Pacific/Kiritimati'])('a machine in %s has the same calendar', (zone) => {
  const script = `
    const { calendarFrom } = require(${JSON.stringify(join(__dirname, 'calendar.ts'))})
    console.log(JSON.stringify([new Date(0).getTimezoneOffset(), calendarFrom('2026-01-01', 800)]))`
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
    encoding: 'utf8',
  })
  const [offset, calendar] = JSON.parse(output)
  expect(offset).not.toBe(0)
  expect(calendar).toEqual(calendarFrom('2026-01-01', 800))
})
