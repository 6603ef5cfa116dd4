import type { Spot } from './geo'

/** Longitude and latitude in degrees, in the order of GeoJSON (RFC 7946). */
export type Position = readonly [lng: number, lat: number]
/** A closed line: its first position is its last one too. */
export type Ring = readonly Position[]
/** A polygon for each of an area’s parts: the ring around it, then those of its holes. The coordinates of a GeoJSON MultiPolygon. */
export type Polygons = readonly (readonly Ring[])[]

const M_PER_DEGREE = 111_195
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Whether a ring goes round a spot, by the crossings of a line from there to the east. */
function isRound(ring: Ring, { lat, lng }: Spot): boolean {
  let inside = false
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as Position
    const [bx, by] = ring[at] as Position
    if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** Whether a spot lies in an area, and in none of its holes. */
export const isInside = (polygons: Polygons, spot: Spot): boolean =>
  polygons.some(([outer, ...holes]) => outer && isRound(outer, spot) && !holes.some((hole) => isRound(hole, spot)))

/** Square metres within a ring, on a plane that touches the earth there: right to 1 % for an area of a city’s size. */
function squareMetres(ring: Ring): number {
  const [[lng0, lat0] = [0, 0]] = ring
  const across = Math.cos(radians(lat0))
  let twice = 0
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as Position
    const [bx, by] = ring[at] as Position
    twice += (ax - lng0) * (by - lat0) - (bx - lng0) * (ay - lat0)
  }
  return (Math.abs(twice) / 2) * M_PER_DEGREE * M_PER_DEGREE * across
}

/** Square kilometres of an area without its holes. */
export const squareKm = (polygons: Polygons): number =>
  polygons.reduce(
    (sum, [outer = [], ...holes]) =>
      sum + squareMetres(outer) - holes.reduce((all, hole) => all + squareMetres(hole), 0),
    0,
  ) / 1e6

export const countPositions = (polygons: Polygons): number =>
  polygons.reduce((sum, rings) => sum + rings.reduce((all, ring) => all + ring.length, 0), 0)

/** Angle between two directions, from −π to π. */
const turned = (to: number, from: number): number => {
  const angle = to - from
  return angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle
}

/**
 * Ring with fewer positions, none of which left out lies further than `metres` from it. Linear, whatever the ring (Zhao and
 * Saalfeld’s sleeve): from a kept position on, those are left out that one straight line passes closely enough.
 */
function simplifyRing(ring: Ring, metres: number): Ring {
  const across = Math.cos(radians(ring[0]?.[1] ?? 0))
  const kept = ring.slice(0, 1)
  let anchor = 0
  let sleeve: { base: number; least: number; most: number; far: number } | undefined
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[anchor] as Position, ring[at] as Position]
    const [east, north] = [(bx - ax) * across * M_PER_DEGREE, (by - ay) * M_PER_DEGREE]
    const far = Math.hypot(east, north)
    if (far <= metres && !sleeve) continue
    const angle = Math.atan2(north, east)
    const half = Math.asin(Math.min(1, metres / far))
    sleeve ??= { base: angle, least: -half, most: half, far }
    const off = turned(angle, sleeve.base)
    if (off < sleeve.least || off > sleeve.most || far < sleeve.far - metres) {
      anchor = at - 1
      kept.push(ring[anchor] as Position)
      sleeve = undefined
      at = anchor
    } else {
      sleeve.least = Math.max(sleeve.least, off - half)
      sleeve.most = Math.min(sleeve.most, off + half)
      sleeve.far = Math.max(sleeve.far, far)
    }
  }
  return [...kept, ...ring.slice(-1)]
}

/** The fewest positions of a closed ring. */
export const RING_LEAST = 4

/** Area with fewer positions, within `metres` of what it was; rings that are smaller than that are left out. */
export const simplify = (polygons: Polygons, metres: number): Polygons =>
  polygons
    .map((rings) => rings.map((ring) => simplifyRing(ring, metres)))
    .map(([outer = [], ...holes]) => [outer, ...holes.filter((hole) => hole.length >= RING_LEAST)])
    .filter(([outer = []]) => outer.length >= RING_LEAST)
