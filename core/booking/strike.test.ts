import fc from 'fast-check'
import { DAY, HOUR, type Instant, instant, MINUTE, moment, startOfDay } from '../base/time'
import { judgeableBefore, judgeNoShows, type MissedBooking, STRIKE_RULE, type StandIn, strikeStatus } from './strike'

const NOW = startOfDay('2026-11-23')
const strike = (days: number, status: 'counts' | 'appealed' | 'forgiven' | 'kept' = 'counts') => ({
  status,
  fadesAt: moment(NOW + days * DAY),
})

describe('the status', () => {
  test('without strikes, booking is not paused', () => {
    expect(strikeStatus([], STRIKE_RULE, NOW)).toEqual({ live: 0, most: 3, days: 30 })
  })
  test('the third strike pauses booking until the first has faded', () => {
    expect(strikeStatus([strike(1), strike(2)], STRIKE_RULE, NOW)).not.toHaveProperty('pausedUntil')
    const computed = strikeStatus([strike(9), strike(1), strike(5)], STRIKE_RULE, NOW)
    expect(computed).toEqual({ live: 3, most: 3, days: 30, pausedUntil: moment(NOW + DAY) })
  })
  test('a fourth strike extends the pause', () => {
    const computed = strikeStatus([strike(9), strike(1), strike(5), strike(7)], STRIKE_RULE, NOW)
    expect(computed.pausedUntil).toBe(moment(NOW + 5 * DAY))
  })
  test('forgiven and faded strikes do not count, appealed and upheld ones do', () => {
    const strikes = [strike(3, 'forgiven'), strike(0), strike(-1), strike(2, 'appealed'), strike(2, 'kept')]
    expect(strikeStatus(strikes, STRIKE_RULE, NOW)).toEqual({ live: 2, most: 3, days: 30 })
  })

  const strikes = fc.array(
    fc.record({
      status: fc.constantFrom('counts' as const, 'appealed' as const, 'forgiven' as const, 'kept' as const),
      fadesAt: fc.integer({ min: -40, max: 40 }).map((days) => moment(NOW + days * DAY)),
    }),
    { maxLength: 12 },
  )
  const rules = fc.record({ most: fc.integer({ min: 1, max: 5 }), days: fc.integer({ min: 1, max: 60 }) })
  test('a pause ends exactly when fewer than the limit are left', () => {
    fc.assert(
      fc.property(strikes, rules, (all, rule) => {
        const { live, pausedUntil } = strikeStatus(all, rule, NOW)
        expect(pausedUntil !== undefined).toBe(live >= rule.most)
        if (pausedUntil === undefined) return
        const at = instant(pausedUntil)
        expect(strikeStatus(all, rule, at)).not.toHaveProperty('pausedUntil')
        expect(strikeStatus(all, rule, at - 1).pausedUntil).toBe(pausedUntil)
      }),
    )
  })
  test('forgiving a strike never makes the status worse', () => {
    fc.assert(
      fc.property(strikes, rules, fc.nat(), (all, rule, nth) => {
        const forgiven = all.map((one, at) => (at === nth % all.length ? { ...one, status: 'forgiven' as const } : one))
        const [before, after] = [strikeStatus(all, rule, NOW), strikeStatus(forgiven, rule, NOW)]
        expect(after.live).toBeLessThanOrEqual(before.live)
        const end = (until: string | undefined): Instant => (until === undefined ? NOW : instant(until))
        expect(end(after.pausedUntil)).toBeLessThanOrEqual(end(before.pausedUntil))
      }),
    )
  })
})

describe('who gets a strike', () => {
  const late = (id: string, seats: number, at: Instant): MissedBooking => ({ id, seats, at, why: 'late', proxy: false })
  const absent = (id: string, seats: number): MissedBooking => ({
    id,
    seats,
    at: NOW,
    why: 'absent',
    proxy: false,
  })
  const fromWaitlist = (hours: number, seats: number): StandIn => ({ seats, at: NOW - hours * HOUR })

  test('nobody whose seats were used from the waitlist', () => {
    expect(judgeNoShows([late('a', 2, NOW - 2 * HOUR)], [fromWaitlist(2, 1), fromWaitlist(1, 1)])).toEqual([])
  })
  test('whoever cancelled more seats than were used', () => {
    expect(judgeNoShows([late('a', 3, NOW - 2 * HOUR)], [fromWaitlist(2, 2)])).toEqual(['a'])
  })
  test('a promotion before the cancellation is not credited', () => {
    expect(judgeNoShows([late('a', 1, NOW - HOUR)], [fromWaitlist(2, 1)])).toEqual(['a'])
  })
  test('one seat is credited once, to the earliest cancellation', () => {
    const missed = [late('second', 1, NOW - HOUR), late('first', 1, NOW - 2 * HOUR)]
    expect(judgeNoShows(missed, [fromWaitlist(1, 1)])).toEqual(['second'])
  })
  test('whoever was absent, since their seats stayed empty', () => {
    expect(judgeNoShows([absent('a', 1)], [fromWaitlist(3, 5)])).toEqual(['a'])
  })
  test('nobody for a booking by proxy, which uses credit all the same', () => {
    const byProxy = { ...late('ward', 1, NOW - 2 * HOUR), proxy: true }
    expect(judgeNoShows([byProxy, { ...absent('other', 1), proxy: true }], [])).toEqual([])
    expect(judgeNoShows([byProxy, late('own', 1, NOW - HOUR)], [fromWaitlist(1, 1)])).toEqual(['own'])
    expect(judgeNoShows([late('own', 1, NOW - HOUR)], [fromWaitlist(1, 1)])).toEqual([])
  })

  const missed = fc
    .array(
      fc.record({ seats: fc.integer({ min: 1, max: 4 }), hours: fc.integer({ min: 0, max: 9 }), absent: fc.boolean() }),
      {
        maxLength: 8,
      },
    )
    .map((all) =>
      all.map((one, at) =>
        one.absent ? absent(`b${at}`, one.seats) : late(`b${at}`, one.seats, NOW - one.hours * HOUR),
      ),
    )
  const promotions = fc.array(
    fc
      .record({ seats: fc.integer({ min: 1, max: 4 }), hours: fc.integer({ min: 0, max: 9 }) })
      .map(({ hours, seats }) => fromWaitlist(hours, seats)),
    { maxLength: 8 },
  )
  const seatsOf = (all: readonly { seats: number }[]) => all.reduce((sum, one) => sum + one.seats, 0)

  test('never more seats are credited than were used from the waitlist, and nobody gets two strikes', () => {
    fc.assert(
      fc.property(missed, promotions, (all, standIns) => {
        const struck = judgeNoShows(all, standIns)
        expect(new Set(struck).size).toBe(struck.length)
        const forgiven = all.filter((one) => !struck.includes(one.id))
        expect(seatsOf(forgiven)).toBeLessThanOrEqual(seatsOf(standIns))
      }),
    )
  })
  test('a single cancellation whose seats were all used gets no strike; without a waitlist, every one does', () => {
    fc.assert(
      fc.property(missed, promotions, (all, standIns) => {
        expect(judgeNoShows(all, []).sort()).toEqual(all.map((one) => one.id).sort())
        for (const one of all) {
          const after = standIns.filter((standIn) => standIn.at >= one.at)
          expect(judgeNoShows([one], standIns)).toEqual(seatsOf(after) >= one.seats ? [] : [one.id])
        }
      }),
    )
  })
})

test('a day is judged once no scan of it can be in transit any more', () => {
  const midnight = startOfDay('2026-11-24')
  expect(judgeableBefore(midnight + 15 * MINUTE - 1)).toBe(startOfDay('2026-11-23'))
  expect(judgeableBefore(midnight + 15 * MINUTE)).toBe(midnight)
})
