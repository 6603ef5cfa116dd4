import type { Position, Ring } from '../../../base/polygon'

/** Degrees, some 0.2 m: where a line comes this close it touches. Rounding to six decimals moves two points 1.4e-6 apart at most. */
const TOUCH = 2e-6
/** Pairs of boxes that are looked into: some, and more for each segment. A border takes 6 to 12 a segment; a scribble, all. */
const PAIRS_MOST = { least: 100_000, perSegment: 50 }

/** How far a point lies to the left of the line through `a` and `b`, in degrees. */
function offLine([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? 0 : ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
}
const areApart = (one: number, other: number): boolean =>
  one * other < 0 && Math.min(Math.abs(one), Math.abs(other)) > TOUCH

/** Whether the segments `ab` and `cd` cross, each with its ends clearly on both sides of the other. */
const cross = (a: Position, b: Position, c: Position, d: Position): boolean =>
  areApart(offLine(c, d, a), offLine(c, d, b)) && areApart(offLine(a, b, c), offLine(a, b, d))

/** Bounding boxes of the segments of a ring as a binary tree: node 1 has all of them, node n the boxes of 2n and 2n + 1. */
function boxTree(ring: Ring) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, ring.length - 1)))
  const [west, south] = [new Float64Array(2 * size).fill(Infinity), new Float64Array(2 * size).fill(Infinity)]
  const [east, north] = [new Float64Array(2 * size).fill(-Infinity), new Float64Array(2 * size).fill(-Infinity)]
  const include = (node: number, w: number, s: number, e: number, n: number) => {
    west[node] = Math.min(west[node] as number, w)
    south[node] = Math.min(south[node] as number, s)
    east[node] = Math.max(east[node] as number, e)
    north[node] = Math.max(north[node] as number, n)
  }
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at - 1], ring[at]] as [Position, Position]
    // A position that is there twice is no line.
    if (ax === bx && ay === by) continue
    include(size + at - 1, ax, ay, ax, ay)
    include(size + at - 1, bx, by, bx, by)
  }
  for (let node = 2 * size - 1; node > 1; node--) {
    const box = [west[node], south[node], east[node], north[node]] as [number, number, number, number]
    include(node >> 1, ...box)
  }
  const less = (one: Float64Array, a: number, other: Float64Array, b: number): boolean =>
    (one[a] as number) <= (other[b] as number)
  return {
    size,
    meet: (a: number, b: number): boolean =>
      less(west, a, east, b) && less(west, b, east, a) && less(south, a, north, b) && less(south, b, north, a),
  }
}

/**
 * Self-intersection of a ring: which position a line that crosses another begins at; undefined where none does, and 'tangled'
 * where that takes too long to tell. A ring may touch itself. Boxes of stretches that lie apart are not looked into, so that a border takes
 * n log n steps.
 */
export function findSelfCrossing(ring: Ring): number | 'tangled' | undefined {
  const { size, meet } = boxTree(ring)
  let left = PAIRS_MOST.least + PAIRS_MOST.perSegment * ring.length
  // Two nodes a pair, both of one level.
  const pairs: number[] = [1, 1]
  while (pairs.length) {
    const b = pairs.pop() as number
    const a = pairs.pop() as number
    if (a !== b && !meet(a, b)) continue
    if (left-- === 0) return 'tangled'
    if (a < size) {
      pairs.push(2 * a, 2 * b, 2 * a + 1, 2 * b + 1, 2 * a, 2 * b + 1)
      if (a !== b) pairs.push(2 * a + 1, 2 * b)
    } else if (a !== b) {
      const [from, to] = [a - size, b - size]
      const [p, q, r, s] = [ring[from], ring[from + 1], ring[to], ring[to + 1]] as [
        Position,
        Position,
        Position,
        Position,
      ]
      if (cross(p, q, r, s)) return from
    }
  }
  return undefined
}
