import fc from 'fast-check'
import { metresBetween } from '../base/geo'
import { HOUR, instant, moment, startOfDay } from '../base/time'
import type { Session } from '../catalogue/session'
import { CHECK_IN_RADIUS, checkPosition, isCheckInTime, mayCheckIn, screenDay } from './check-in'

const START = instant('2026-11-23T06:00:00.000Z')
const session: Session = {
  id: 'hp001.talk-2611231400',
  station: 'hp001',
  offering: 'hp001-talk',
  kind: 'activity',
  title: '讲座',
  startsAt: '2026-11-23T06:00:00.000Z',
  endsAt: '2026-11-23T07:00:00.000Z',
  capacity: 10,
  taken: 7,
  left: 3,
  waiting: 0,
  status: 'open',
  version: 1,
}
const WALL = { wall: true } as const
const why = (verdict: ReturnType<typeof checkPosition>) => (verdict.ok ? null : verdict.why)

describe('the time of self check-in', () => {
  test.each([
    [-HOUR - 1, false],
    [-HOUR, true],
    [0, true],
    [HOUR - 1, true],
    [HOUR, false],
  ])('%i ms from the start is open: %s', (from, open) => {
    expect(isCheckInTime(session, START + from)).toBe(open)
    expect(why(mayCheckIn(session, WALL, START + from))).toEqual(
      open ? null : { refusal: 'not-now', startsAt: session.startsAt, opensAt: moment(START - HOUR) },
    )
  })
})

describe('the day whose key a screen has', () => {
  const MIDNIGHT = startOfDay('2026-11-24')
  const from = (startsAt: number, hours: number) => ({
    startsAt: moment(startsAt),
    endsAt: moment(startsAt + hours * HOUR),
  })
  test.each([
    ['of a session within one day is that day', from(MIDNIGHT - 2 * HOUR, 2), ['2026-11-23', '2026-11-24']],
    ['of a session over midnight is the first day', from(MIDNIGHT - 2 * HOUR, 4), ['2026-11-23', '2026-11-23']],
    [
      'is that of the start where check-in opens before midnight',
      from(MIDNIGHT + HOUR - 1, 1),
      ['2026-11-24', '2026-11-24'],
    ],
    ['is each day’s own where it opens at midnight', from(MIDNIGHT + HOUR, 1), ['2026-11-23', '2026-11-24']],
  ])('%s', (_what, session, days) => {
    expect(['2026-11-23', '2026-11-24'].map((day) => screenDay(session, day))).toEqual(days)
  })
  test('is no key of before for a session of today', () => {
    expect(screenDay(session, '2026-11-22')).toBe('2026-11-22')
    expect(screenDay(session, '2026-11-24')).toBe('2026-11-24')
  })
})

test('self check-in is refused where it is not enabled, and for a session that is called off', () => {
  expect(why(mayCheckIn(session, {}, START))).toEqual({ refusal: 'wall-off' })
  expect(why(mayCheckIn({ ...session, status: 'called-off' }, WALL, START))).toEqual({ refusal: 'called-off' })
})

describe('the position', () => {
  const station = { lat: 23.18, lng: 113.495 }
  /** A degree of latitude has the same length everywhere. */
  const north = (metres: number) => {
    const metre = 1 / metresBetween(station, { ...station, lat: station.lat + 1 })
    return { ...station, lat: station.lat + metres * metre }
  }
  test('200 m is accepted and 201 m is not; the refusal states the distance', () => {
    expect(checkPosition(station, north(199.9)).ok).toBe(true)
    expect(why(checkPosition(station, north(201)))).toEqual({ refusal: 'too-far', metres: 210, within: 200 })
    expect(why(checkPosition(station, north(1204)))).toEqual({ refusal: 'too-far', metres: 1210, within: 200 })
  })
  test('the stated distance is always above the limit, and never less than the real one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lat, lng) => {
          const refused = why(checkPosition(station, { lat, lng }))
          const metres = metresBetween(station, { lat, lng })
          if (refused?.refusal === 'too-far') {
            expect(refused.metres).toBeGreaterThan(CHECK_IN_RADIUS)
            expect(refused.metres).toBeGreaterThanOrEqual(metres)
          } else expect(metres).toBeLessThanOrEqual(CHECK_IN_RADIUS)
        },
      ),
    )
  })
  test('a position that is missing or too inaccurate is refused', () => {
    for (const where of [
      undefined,
      { ...station, accuracy: 2500 },
      { ...station, accuracy: 201 },
      { ...station, accuracy: -1 },
    ])
      expect(why(checkPosition(station, where))).toEqual({ refusal: 'place-needed' })
    expect(checkPosition(station, { ...station, accuracy: 200 }).ok).toBe(true)
  })
})
