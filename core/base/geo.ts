import gcoord from 'gcoord'
import { around, distance } from 'geokdbush'
import KDBush from 'kdbush'

/** A position in degrees, GCJ-02: the only datum inside 一刻. */
export type Spot = { lat: number; lng: number }

/**
 * Straight-line distance reached in 15 minutes on foot, in metres.
 * GB 50180-2018 gives 800–1000 m for the 15-minute circle: the upper figure for most people, the lower one for those
 * who walk slowly.
 */
export const QUARTER_METRES = { usual: 1000, slow: 800 } as const
export type Pace = keyof typeof QUARTER_METRES

/** Minutes on foot, rounded up and at least one, so that nobody arrives late because of an optimistic figure. */
export const walkMinutes = (metres: number, pace: Pace = 'usual'): number =>
  Math.max(1, Math.ceil((metres / QUARTER_METRES[pace]) * 15))

/** Great-circle distance in metres. */
export const metresBetween = (a: Spot, b: Spot): number => distance(a.lng, a.lat, b.lng, b.lat) * 1000

/** Converts a WGS-84 reading of a browser or GPS to GCJ-02. Unconverted it is off by some 500 m. */
export const fromWgs84 = (spot: Spot): Spot => {
  const [lng, lat] = gcoord.transform([spot.lng, spot.lat], gcoord.WGS84, gcoord.GCJ02)
  return { lat: lat as number, lng: lng as number }
}

export type Neighbour<T> = { item: T; metres: number }
export type SpotIndex<T> = { items: readonly T[]; tree: KDBush }

/** Spatial index, built once per pack; a search then takes microseconds and no network. */
export function indexSpots<T extends Spot>(items: readonly T[]): SpotIndex<T> {
  const tree = new KDBush(items.length)
  for (const item of items) tree.add(item.lng, item.lat)
  tree.finish()
  return { items, tree }
}

/** The `limit` nearest items that pass `want`, nearest first; at equal distance in the order of the pack. */
export function nearest<T extends Spot>(
  index: SpotIndex<T>,
  from: Spot,
  limit: number,
  want: (item: T) => boolean = () => true,
): Neighbour<T>[] {
  if (index.items.length === 0) return []
  const pick = (at: number) => want(index.items[at] as T)
  return around(index.tree, from.lng, from.lat, limit, Number.POSITIVE_INFINITY, pick)
    .map((at) => ({ at, item: index.items[at] as T }))
    .map(({ at, item }) => ({ at, item, metres: metresBetween(from, item) }))
    .sort((a, b) => a.metres - b.metres || a.at - b.at)
    .map(({ item, metres }) => ({ item, metres }))
}
