import fc from 'fast-check'
import { fromWgs84, indexSpots, metresBetween, nearest, type Spot, walkMinutes } from './geo'

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const spot: fc.Arbitrary<Spot> = fc.record({ lat: within(23.03, 23.42), lng: within(113.38, 113.6) })

/** What the index must agree with: every one measured, then sorted. */
const bySearchingAll = (spots: readonly Spot[], from: Spot, limit: number) =>
  spots
    .map((item, at) => ({ item, at, metres: metresBetween(from, item) }))
    .sort((a, b) => a.metres - b.metres || a.at - b.at)
    .slice(0, limit)

describe('the nearest', () => {
  test('are the ones that measuring all of them finds, in order', () => {
    const spots = fc.array(spot, { maxLength: 60 })
    fc.assert(
      fc.property(spots, spot, fc.integer({ min: 1, max: 12 }), (all, from, limit) => {
        const found = nearest(indexSpots(all), from, limit).map(({ metres }) => metres)
        expect(found).toEqual(bySearchingAll(all, from, limit).map(({ metres }) => metres))
      }),
    )
  })

  test('only those wanted count, and fewer than asked for is fine', () => {
    const spots = fc.array(fc.tuple(spot, fc.boolean()), { maxLength: 30 })
    fc.assert(
      fc.property(spots, spot, (all, from) => {
        const items = all.map(([at, wanted]) => ({ ...at, wanted }))
        const wanted = items.filter((item) => item.wanted)
        const found = nearest(indexSpots(items), from, 10, (item) => item.wanted)
        expect(found.every(({ item }) => item.wanted)).toBe(true)
        expect(found).toHaveLength(Math.min(10, wanted.length))
      }),
    )
  })

  test('of none are none', () => {
    expect(nearest(indexSpots<Spot>([]), { lat: 23.1, lng: 113.5 }, 5)).toEqual([])
  })

  test('stations of one building keep the order of the pack', () => {
    const here = { lat: 23.18, lng: 113.495 }
    const pack = ['a', 'b', 'c'].map((name) => ({ ...here, name }))
    expect(nearest(indexSpots(pack), { lat: 23.2, lng: 113.5 }, 3).map(({ item }) => item.name)).toEqual([
      'a',
      'b',
      'c',
    ])
  })
})

describe('metres between two spots', () => {
  test('a hundredth of a degree of latitude is some 1112 m', () => {
    expect(metresBetween({ lat: 23.18, lng: 113.5 }, { lat: 23.19, lng: 113.5 })).toBeCloseTo(1112, -1)
  })
  test('the way back is as long, and staying is no way', () => {
    fc.assert(fc.property(spot, spot, (a, b) => Math.abs(metresBetween(a, b) - metresBetween(b, a)) < 1e-6))
    expect(metresBetween({ lat: 23.1, lng: 113.5 }, { lat: 23.1, lng: 113.5 })).toBe(0)
  })
})

test.each([
  // Next door is a minute: nothing is no minutes away.
  [0, 'usual', 1],
  [1, 'usual', 1],
  [67, 'usual', 2],
  [1000, 'usual', 15],
  [1001, 'usual', 16],
  [800, 'slow', 15],
  [801, 'slow', 16],
  [500, 'usual', 8],
] as const)('%i m at %s pace are %i minutes', (metres, pace, minutes) => {
  expect(walkMinutes(metres, pace)).toBe(minutes)
})

describe('a WGS-84 reading', () => {
  test('moves some 500 m in the district', () => {
    fc.assert(
      fc.property(spot, (reading) => {
        const metres = metresBetween(reading, fromWgs84(reading))
        return metres > 400 && metres < 700
      }),
    )
  })
  test('stays where it is abroad', () => {
    const london = { lat: 51.5074, lng: -0.1278 }
    expect(fromWgs84(london)).toEqual(london)
  })
})
