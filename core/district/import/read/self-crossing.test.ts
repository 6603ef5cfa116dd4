import fc from 'fast-check'
import type { Position, Ring } from '../../../base/polygon'
import { findSelfCrossing } from './self-crossing'

/** A closed ring through these positions, near Huangpu. */
const ring = (...positions: [lng: number, lat: number][]): Ring =>
  [...positions, positions[0] as [number, number]].map(([lng, lat]) => [113 + lng, 23 + lat])
const around = (count: number, radiusAt: (nth: number) => number): Ring =>
  ring(
    ...Array.from({ length: count }, (_, nth): [number, number] => {
      const angle = (nth / count) * 2 * Math.PI
      return [radiusAt(nth) * Math.cos(angle), radiusAt(nth) * Math.sin(angle)]
    }),
  )

test('a ring that crosses itself is found, with where', () => {
  expect(findSelfCrossing(ring([0, -0.1], [0, 0], [0.2, 0.2], [0.2, 0], [0, 0.2], [-0.1, 0.2]))).toBe(1)
  // Its last line, back to the first position, crosses too.
  expect(findSelfCrossing(ring([0, 0], [0.1, 0], [0.1, 0.1], [0.05, -0.1]))).toBeDefined()
})

test.each<[string, Ring]>([
  ['is a square', ring([0, 0], [0.1, 0], [0.1, 0.1], [0, 0.1])],
  ['has positions twice', ring([0, 0], [0, 0], [0.1, 0], [0.1, 0.1], [0.1, 0.1], [0, 0.1])],
  ['goes out and back on one line', ring([0, 0], [0.1, 0], [0.2, 0], [0.1, 0], [0.1, 0.1], [0, 0.1])],
  ['touches itself in a position', ring([0, 0], [0.1, 0], [0.05, 0.05], [0.1, 0.1], [0, 0.1], [0.05, 0.05])],
  ['touches a line of its own', ring([0, 0], [0.1, 0], [0.1, 0.1], [0.05, 0], [0, 0.1])],
  ['is over a line by less than 0.2 m', ring([0, 0], [0.1, 0], [0.1, 0.1], [0.05, -1.9e-6], [0, 0.1])],
])('a ring that %s does not cross itself', (_what, one) => expect(findSelfCrossing(one)).toBeUndefined())

test('a line over another by more than 0.2 m crosses', () => {
  expect(findSelfCrossing(ring([0, 0], [0.1, 0], [0.1, 0.1], [0.05, -2.1e-6], [0, 0.1]))).toBeDefined()
})

/** Whether any two lines cross, by the signs of their ends; with whole numbers that is exact. */
function crossesSomewhere(positions: readonly Position[]): boolean {
  const one = [...positions, positions[0] as Position]
  const side = ([ax, ay]: Position, [bx, by]: Position, [x, y]: Position) =>
    Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))
  const at = (nth: number) => one[nth] as Position
  for (let a = 1; a < one.length; a++)
    for (let b = 1; b < a; b++) {
      const [p, q, r, s] = [at(a - 1), at(a), at(b - 1), at(b)]
      if (side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0) return true
    }
  return false
}

test('every pair of lines tells the same', () => {
  const whole = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(fc.array(fc.tuple(whole, whole), { minLength: 3, maxLength: 12 }), (positions) => {
      const one = ring(...positions.map(([lng, lat]): [number, number] => [lng / 1000, lat / 1000]))
      expect(findSelfCrossing(one) !== undefined).toBe(crossesSomewhere(positions))
    }),
    { numRuns: 500 },
  )
})

test('forty thousand positions of a winding border are looked through, and one crossing among them is found', () => {
  const radii = Array.from({ length: 40_000 }, (_, nth) => 0.1 + 0.01 * Math.sin(nth / 7) + 0.000_005 * (nth % 2))
  const border = around(radii.length, (nth) => radii[nth] as number)
  expect(findSelfCrossing(border)).toBeUndefined()
  // Two positions change places.
  const crossed = [...border]
  ;[crossed[20_000], crossed[20_001]] = [border[20_001] as Position, border[20_000] as Position]
  expect([19_999, 20_001]).toContain(findSelfCrossing(crossed))
})

test('a scribble of forty thousand lines that all lie over one another is given up', () => {
  const lines = Array.from({ length: 20_000 }, (_, nth): [number, number][] => [
    [nth * 1e-5, nth * 1e-5],
    [0.5 + nth * 1e-5, nth * 1e-5 - 0.5],
  ])
  expect(findSelfCrossing(ring(...lines.flat()))).toBe('tangled')
})
