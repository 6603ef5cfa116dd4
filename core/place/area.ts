import * as v from 'valibot'
import { countPositions, type Polygons, type Position, type Ring, simplify } from '../base/polygon'

/** Id of the area of the whole district, whose outline it is; the others have the codes of their streets and towns. */
export const DISTRICT_AREA = 'district'

/** An area as it is stored: the positions in GCJ-02 that a file gave, to six decimals. */
export type Area = { id: string; polygons: Polygons }

/** Positions of all areas of a pack together: some 5 KB of it once it is compressed. */
export const DRAWN_MOST = 1_600
/** Metres that a drawn line may be off, the finest first: what fits is taken. */
const METRES = [10, 14, 20, 28, 40, 57, 80, 113, 160, 226, 320, 453, 640]
/** Hundred-thousandths of a degree, about a metre: what a drawn position is rounded to. */
const PRECISION = 1e5

/** Ring of a pack: longitude, latitude, then for each further position how far it is from the one before, in 1e-5 degrees. */
const DrawnRing = v.array(v.pipe(v.number(), v.integer()))
/** An area as a phone draws it: a list of rings for each of its parts. */
export const DrawnArea = v.object({ id: v.string(), parts: v.array(v.array(DrawnRing)) })
export type DrawnArea = v.InferOutput<typeof DrawnArea>

function stepsOf(ring: Ring): number[] {
  let [lng, lat] = [0, 0]
  return ring.flatMap((position) => {
    const [x, y] = position.map((degrees) => Math.round(degrees * PRECISION)) as [number, number]
    const step = [x - lng, y - lat]
    ;[lng, lat] = [x, y]
    return step
  })
}

function ringOf(steps: readonly number[]): Ring {
  const ring: Position[] = []
  let [lng, lat] = [0, 0]
  for (let at = 0; at + 1 < steps.length; at += 2) {
    lng += steps[at] as number
    lat += steps[at + 1] as number
    ring.push([lng / PRECISION, lat / PRECISION])
  }
  return ring
}

/** Areas as a phone draws them: all as fine as the pack has room for, since neighbours share their borders. */
export function drawnAreas(areas: readonly Area[]): DrawnArea[] {
  for (const metres of METRES) {
    const simple = areas.map(({ id, polygons }) => ({ id, polygons: simplify(polygons, metres) }))
    if (simple.reduce((sum, { polygons }) => sum + countPositions(polygons), 0) > DRAWN_MOST) continue
    return simple.map(({ id, polygons }) => ({ id, parts: polygons.map((rings) => rings.map(stepsOf)) }))
  }
  // Too many small parts at any scale: the outlines of none are better than those of some.
  return []
}

/** The polygons of a drawn area. */
export const polygonsOf = ({ parts }: DrawnArea): Polygons => parts.map((rings) => rings.map(ringOf))

/** Areas as a map draws their borders; that of the whole district is its outline. */
export const bordersOf = (areas: readonly DrawnArea[] = []): { polygons: Polygons; outline: boolean }[] =>
  areas.map((area) => ({ polygons: polygonsOf(area), outline: area.id === DISTRICT_AREA }))
