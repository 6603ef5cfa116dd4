import { fromWgs84, type Spot } from '../../../base/geo'

/** Six decimals: 0.1 m. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
/** Latitudes and longitudes of the mainland in degrees, as the schemas of a station have them. */
const MAINLAND = { lat: [3, 54], lng: [73, 136] } as const
const within = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most

type Given = { lat?: number; lng?: number; datum?: 'gcj02' | 'wgs84' }

/** Position in GCJ-02, or what is wrong with it. */
export function spotOf({ lat = 0, lng = 0, datum = 'gcj02' }: Given): Spot | 'swapped' | 'abroad' {
  if (within(lng, MAINLAND.lat) && within(lat, MAINLAND.lng)) return 'swapped'
  if (!within(lat, MAINLAND.lat) || !within(lng, MAINLAND.lng)) return 'abroad'
  const spot = datum === 'wgs84' ? fromWgs84({ lat, lng }) : { lat, lng }
  return { lat: rounded(spot.lat), lng: rounded(spot.lng) }
}
