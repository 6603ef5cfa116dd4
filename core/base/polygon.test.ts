import fc from 'fast-check'
import { countPositions, isInside, type Polygons, type Ring, simplify, squareKm } from './polygon'

/** A square around a position, its half side in degrees. */
const square = (lng: number, lat: number, half: number): Ring => [
  [lng - half, lat - half],
  [lng + half, lat - half],
  [lng + half, lat + half],
  [lng - half, lat + half],
  [lng - half, lat - half],
]
const HOLED: Polygons = [[square(113.5, 23, 0.1), square(113.5, 23, 0.02)], [square(113.8, 23, 0.05)]]

test.each([
  [113.55, 23.05, true],
  [113.5, 23.01, false],
  [113.8, 23, true],
  [113.7, 23, false],
  [113.55, 23.2, false],
])('%s, %s is inside: %s', (lng, lat, inside) => {
  expect(isInside(HOLED, { lat, lng })).toBe(inside)
})

test('an area is as large as its parts without their holes', () => {
  // 0.01° of latitude is 1.112 km; of longitude at 60° north, half of that.
  expect(squareKm([[square(113.5, 0, 0.005)]])).toBeCloseTo(1.2364, 3)
  expect(squareKm([[square(113.5, 60, 0.005)]])).toBeCloseTo(0.618, 3)
  expect(squareKm(HOLED)).toBeCloseTo(squareKm([[square(113.5, 23, 0.1)]]) * (1 - 0.04 + 0.25), 0)
})

test('a simplified area has few positions, none further off than said, and small parts go', () => {
  const wavy: Ring = Array.from({ length: 401 }, (_, at) => {
    const angle = (at % 400) / 400
    const off = 0.1 + (at % 2 ? 0.0001 : 0)
    return [113.5 + off * Math.cos(angle * 2 * Math.PI), 23 + off * Math.sin(angle * 2 * Math.PI)]
  })
  const speck = square(113.9, 23, 0.0001)
  const simple = simplify([[wavy, square(113.5, 23, 0.0001)], [speck]], 100)
  expect(simple).toHaveLength(1)
  expect(simple[0]).toHaveLength(1)
  expect(countPositions(simple)).toBeLessThan(60)
  const [[ring = []] = []] = simple
  expect(ring[0]).toEqual(ring.at(-1))
  expect(Math.abs(squareKm(simple) / squareKm([[wavy]]) - 1)).toBeLessThan(0.02)
  expect(simplify(HOLED, 100)).toEqual(HOLED)
})

test('a line that turns back keeps its tip', () => {
  const way = [113.5, 113.51, 113.52, 113.53, 113.52, 113.51].map((lng): [number, number] => [lng, 23])
  const [[ring = []] = []] = simplify([[[...way, [113.51, 23.1], [113.5, 23.1], [113.5, 23]]]], 20)
  expect(ring).toContainEqual([113.53, 23])
})

test('a line is as simple to the west as to the east', () => {
  // A metre to the north and to the south of it.
  const line = Array.from({ length: 100 }, (_, at): [number, number] => [
    113.5 + at * 1e-3,
    23 + (at % 2) * 2e-5 - 1e-5,
  ])
  for (const way of [line, [...line].reverse()]) {
    const [from] = way as [[number, number]]
    expect(countPositions(simplify([[[...way, [113.55, 23.1], from]]], 20))).toBe(4)
  }
})

test('what lies well inside or outside of a ring lies so of the simplified one', () => {
  const radius = fc.double({ min: 0.05, max: 0.1, noNaN: true })
  fc.assert(
    fc.property(fc.array(radius, { minLength: 8, maxLength: 60 }), (radii) => {
      const ring: Ring = [...radii, radii[0] as number].map((r, at) => {
        const angle = ((at % radii.length) / radii.length) * 2 * Math.PI
        return [113.5 + r * Math.cos(angle), 23 + r * Math.sin(angle)]
      })
      const simple = simplify([[ring]], 50)
      expect(isInside(simple, { lng: 113.5, lat: 23 })).toBe(true)
      expect(isInside(simple, { lng: 113.62, lat: 23 })).toBe(false)
    }),
  )
})

/** A line that leads nowhere straight: the worst for algorithms that look for the furthest position. */
const spiral = (count: number): Ring => {
  const way = Array.from({ length: count }, (_, at): [number, number] => {
    const angle = at * 2.4
    return [113.5 + 0.1 * (at / count) * Math.cos(angle), 23 + 0.1 * (at / count) * Math.sin(angle)]
  })
  return [...way, way[0] as [number, number]]
}

/** The ring, and how often a position of it was read so far. */
function counted(ring: Ring) {
  let reads = 0
  const get = (all: Ring, key: keyof Ring) => {
    reads++
    return all[key]
  }
  return { ring: new Proxy(ring, { get } as ProxyHandler<Ring>), reads: () => reads }
}

test('each of a hundred thousand positions is read a few times, however they lie', () => {
  const circle: Ring = Array.from({ length: 100_001 }, (_, at) => {
    const angle = ((at % 100_000) / 100_000) * 2 * Math.PI
    return [113.5 + 0.1 * Math.cos(angle), 23 + 0.1 * Math.sin(angle)]
  })
  expect(countPositions(simplify([[circle]], 20))).toBeLessThan(300)
  for (const ring of [circle, spiral(100_000)]) {
    const one = counted(ring)
    simplify([[one.ring]], 20)
    expect(one.reads()).toBeGreaterThan(100_000)
    expect(one.reads()).toBeLessThan(1_000_000)
  }
})
