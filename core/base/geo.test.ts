import fc from 'fast-check'
import { fromWgs84, indexSpots, metresBetween, nearest, type Spot, walkMinutes } from './geo'

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const spot: fc.Arbitrary<Spot> = fc.record({ lat: within(23.03, 23.42), lng: within(113.38, 113.6) })

/** Reference implementation: measure every item, then sort. */
const bySearchingAll = (spots: readonly Spot[], from: Spot, limit: number) =>
  spots
    .map((item, at) => ({ item, at, metres: metresBetween(from, item) }))
    .sort((a, b) => a.metres - b.metres || a.at - b.at)
    .slice(0, limit)

describe('nearest', () => {
  test('finds the same items in the same order as the reference', () => {
    const spots = fc.array(spot, { maxLength: 60 })
    fc.assert(
      fc.property(spots, spot, fc.integer({ min: 1, max: 12 }), (all, from, limit) => {
        const found = nearest(indexSpots(all), from, limit).map(({ metres }) => metres)
        expect(found).toEqual(bySearchingAll(all, from, limit).map(({ metres }) => metres))
      }),
    )
  })

  test('finds only wanted items, and fewer where there are fewer', () => {
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

  test('finds nothing in an empty index', () => {
    expect(nearest(indexSpots<Spot>([]), { lat: 23.1, lng: 113.5 }, 5)).toEqual([])
  })

  test('keeps the order of the pack for stations at one position', () => {
    const here = { lat: 23.18, lng: 113.495 }
    const pack = ['a', 'b', 'c'].map((name) => ({ ...here, name }))
    expect(nearest(indexSpots(pack), { lat: 23.2, lng: 113.5 }, 3).map(({ item }) => item.name)).toEqual([
      'a',
      'b',
      'c',
    ])
  })
})

describe('metresBetween', () => {
  test('gives some 1112 m for a hundredth of a degree of latitude', () => {
    expect(metresBetween({ lat: 23.18, lng: 113.5 }, { lat: 23.19, lng: 113.5 })).toBeCloseTo(1112, -1)
  })
  test('is symmetric, and zero for the same position', () => {
    fc.assert(fc.property(spot, spot, (a, b) => Math.abs(metresBetween(a, b) - metresBetween(b, a)) < 1e-6))
    expect(metresBetween({ lat: 23.1, lng: 113.5 }, { lat: 23.1, lng: 113.5 })).toBe(0)
  })
})

test.each([
  // At least one minute.
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

describe('fromWgs84', () => {
  test('shifts a reading by some 500 m in the district', () => {
    fc.assert(
      fc.property(spot, (reading) => {
        const metres = metresBetween(reading, fromWgs84(reading))
        return metres > 400 && metres < 700
      }),
    )
  })
  test('leaves a reading abroad unchanged', () => {
    const london = { lat: 51.5074, lng: -0.1278 }
    expect(fromWgs84(london)).toEqual(london)
  })
})
