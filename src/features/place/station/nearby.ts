import { type Neighbour, nearest, type Pace, type Spot, walkMinutes } from '@core/base/geo'
import { type Pack, STATIONS_A_QUERY, type Station } from '@core/place/station'
import { fits, type StationFilter } from './station-filter'
import { packIndex } from './store'

const QUARTER = 15
/** Longest list; the map shows all stations. */
const MAX_LISTED = 60

export type NearStation = { station: Station; metres: number; minutes: number }
/** Nearest stations first, with walking minutes at this pace. Computed on the phone, so the position is never sent. */
export function findNear(pack: Pack, from: Spot, wanted: StationFilter, pace: Pace): NearStation[] {
  const found: Neighbour<Station>[] = nearest(packIndex(pack).index, from, MAX_LISTED, fits(wanted))
  return found.map(({ item, metres }) => ({ station: item, metres, minutes: walkMinutes(metres, pace) }))
}

/** Splits stations at a 15-minute walk. */
export function splitByQuarterHour(stations: readonly NearStation[]): { within: NearStation[]; beyond: NearStation[] } {
  const within = stations.filter(({ minutes }) => minutes <= QUARTER)
  return { within, beyond: stations.slice(within.length) }
}

/** Walking minutes within which sessions are searched. With few stations or none that near: the nearest few. */
const AROUND_MINUTES = 30
const AT_LEAST = 5

/** Stations near which to look for sessions. */
export function findStationsAround(pack: Pack, from: Spot, pace: Pace): NearStation[] {
  const near = findNear(pack, from, { name: '' }, pace)
  const count = near.filter(({ minutes }) => minutes <= AROUND_MINUTES).length
  return near.slice(0, Math.min(STATIONS_A_QUERY, Math.max(AT_LEAST, count)))
}
