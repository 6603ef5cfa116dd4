import fc from 'fast-check'
import { addDays, atClock, clockOf, DAY, dayOf, HOUR, type Instant, MINUTE } from '../base/time'
import { hoursOn } from '../place/hours'
import type { Hours } from '../place/station'
import { freeTimes, type MovingSession } from './closing-day'

/** A Monday. */
const CLOSED = '2026-11-23'
const hours: Hours = { week: [...Array(6).fill('09:00-12:00,14:00-17:30'), ''], holiday: 'usual' }
const calendar = { rest: [], work: [], closed: [CLOSED] }
const moving = (clock: string, minutes: number, more: Partial<MovingSession> = {}): MovingSession => {
  const from = atClock(CLOSED, clock)
  return { from, to: from + minutes * MINUTE, hours, calendar, taken: [], ...more }
}
const textOf = (at: Instant | undefined) => at && `${dayOf(at)} ${clockOf(at)}`
const span = (day: string, clock: string, minutes: number) => {
  const from = atClock(day, clock)
  return { from, to: from + minutes * MINUTE }
}

test('a session moves to the next day at the same time, when that is free', () => {
  expect(textOf(freeTimes(moving('14:00', 60))[0])).toBe('2026-11-24 14:00')
})
test('a session moves to a later day, when the next is taken or closed', () => {
  const taken = [span('2026-11-24', '14:30', 60)]
  expect(textOf(freeTimes(moving('14:00', 60, { taken }))[0])).toBe('2026-11-25 14:00')
  const closed = { ...calendar, closed: [CLOSED, '2026-11-24', '2026-11-25'] }
  expect(textOf(freeTimes(moving('14:00', 60, { calendar: closed }))[0])).toBe('2026-11-26 14:00')
})
test('adjacent sessions do not conflict', () => {
  const taken = [span('2026-11-24', '13:00', 60), span('2026-11-24', '15:00', 60)]
  expect(textOf(freeTimes(moving('14:00', 60, { taken }))[0])).toBe('2026-11-24 14:00')
})
test('a session moves to the nearest quarter hour, when the same time is never free', () => {
  const taken = Array.from({ length: 14 }, (_, ahead) => span(addDays(CLOSED, ahead + 1), '14:00', 60))
  expect(textOf(freeTimes(moving('14:00', 60, { taken }))[0])).toBe('2026-11-24 15:00')
  const evenings = taken.map(({ from, to }) => ({ from: from + HOUR, to: to + 10 * HOUR }))
  expect(textOf(freeTimes(moving('14:00', 60, { taken: [...taken, ...evenings] }))[0])).toBe('2026-11-24 11:00')
})
test('there is no new time for a session longer than any opening span, or when none is free', () => {
  expect(freeTimes(moving('14:00', 240))).toEqual([])
  expect(freeTimes(moving('14:00', 60, { taken: [span(CLOSED, '00:00', 15 * 1440)] }))).toEqual([])
})

test('new times are open, free, within 14 days and listed once, with the same time of day first', () => {
  const busyTime = fc
    .tuple(fc.integer({ min: 0, max: 15 * 1440 }), fc.integer({ min: 5, max: 600 }))
    .map(([from, minutes]) => ({
      from: atClock(CLOSED, '00:00') + from * MINUTE,
      to: atClock(CLOSED, '00:00') + (from + minutes) * MINUTE,
    }))
  const closed = fc.array(fc.integer({ min: 1, max: 14 }).map((ahead) => addDays(CLOSED, ahead)))
  const session = fc.tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 5, max: 239 }))
  fc.assert(
    fc.property(session, fc.array(busyTime), closed, ([begin, minutes], taken, days) => {
      const from = atClock(CLOSED, '00:00') + begin * MINUTE
      const changed = { ...calendar, closed: [CLOSED, ...days] }
      const moved = { from, to: from + minutes * MINUTE, hours, calendar: changed, taken }
      const times = freeTimes(moved)
      const wrong = times.filter((at) => {
        const end = at + minutes * MINUTE
        const day = dayOf(at)
        const open = hoursOn(hours, day, changed).some(
          (one) => atClock(day, one.from) <= at && end <= atClock(day, one.to),
        )
        const free = taken.every((one) => one.to <= at || end <= one.from)
        return !open || !free || changed.closed.includes(day) || day <= CLOSED || day > addDays(CLOSED, 14)
      })
      expect(wrong).toEqual([])
      expect(new Set(times).size).toBe(times.length)
      const same = times.map((at) => (at - from) % DAY === 0)
      expect(same.indexOf(false) === -1 || !same.slice(same.indexOf(false)).includes(true)).toBe(true)
      // No possible time is missing.
      for (
        let at = atClock(addDays(CLOSED, 1), '00:00');
        at < atClock(addDays(CLOSED, 15), '00:00');
        at += 15 * MINUTE
      ) {
        const end = at + minutes * MINUTE
        const day = dayOf(at)
        const open = hoursOn(hours, day, changed).some(
          (one) => atClock(day, one.from) <= at && end <= atClock(day, one.to),
        )
        if (open && taken.every((one) => one.to <= at || end <= one.from)) expect(times).toContain(at)
      }
    }),
    { numRuns: 60 },
  )
})
