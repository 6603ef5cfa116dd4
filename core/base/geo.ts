import gcoord from 'gcoord'
import { around, distance } from 'geokdbush'
import KDBush from 'kdbush'

/** A place on the earth in degrees, GCJ-02: the only datum inside 一刻. */
export type Spot = { lat: number; lng: number }

/**
 * What a quarter of an hour on foot reaches, in metres as the crow flies.
 * GB 50180-2018 gives 800–1000 m for the 15-minute circle: the upper figure for most of us,
 * the lower one for those who walk slowly.
 */
export const QUARTER_METRES = { usual: 1000, slow: 800 } as const
export type Pace = keyof typeof QUARTER_METRES

/** Minutes on foot, at least one and rounded up: nobody should arrive late because we were kind. */
export const walkMinutes = (metres: number, pace: Pace = 'usual'): number =>
  Math.max(1, Math.ceil((metres / QUARTER_METRES[pace]) * 15))

/** Great-circle metres between two spots. */
export const metresBetween = (a: Spot, b: Spot): number => distance(a.lng, a.lat, b.lng, b.lat) * 1000

/** What a browser's or GPS's WGS-84 reading is inside. Taking it as it stands is off by some 500 m. */
export const fromWgs84 = (spot: Spot): Spot => {
  const [lng, lat] = gcoord.transform([spot.lng, spot.lat], gcoord.WGS84, gcoord.GCJ02)
  return { lat: lat as number, lng: lng as number }
}

export type Neighbour<T> = { item: T; metres: number }
export type SpotIndex<T> = { items: readonly T[]; tree: KDBush }

/** Build once a pack; searching it then costs microseconds and no network. */
export function indexSpots<T extends Spot>(items: readonly T[]): SpotIndex<T> {
  const tree = new KDBush(items.length)
  for (const item of items) tree.add(item.lng, item.lat)
  tree.finish()
  return { items, tree }
}

/** The `limit` nearest that pass `want`, nearest first; equally near ones in the order of the pack. */
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
