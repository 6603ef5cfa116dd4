import { type Neighbour, nearest, type Pace, type Spot, walkMinutes } from '@core/base/geo'
import type { Kind, Pack, Station } from '@core/place/station'
import { packIndex } from './store'

const QUARTER = 15
/** More than anyone scrolls through; the map shows them all. */
const MAX_LISTED = 60

export type NearStation = { station: Station; metres: number; minutes: number }
export type StationFilter = { kind?: Kind | undefined; name: string }

const fits = ({ kind, name }: StationFilter) => {
  const wanted = name.trim().toLowerCase()
  return (station: Station): boolean =>
    (!kind || station.kind === kind) &&
    (wanted === '' ||
      [station.name, station.theme, station.address].some((text) => text.toLowerCase().includes(wanted)))
}

/** Nearest first, with the minutes at this pace. Runs on the phone alone. */
export function findNear(pack: Pack, from: Spot, wanted: StationFilter, pace: Pace): NearStation[] {
  const found: Neighbour<Station>[] = nearest(packIndex(pack).index, from, MAX_LISTED, fits(wanted))
  return found.map(({ item, metres }) => ({ station: item, metres, minutes: walkMinutes(metres, pace) }))
}

/** What one can walk to in a quarter of an hour, and what lies beyond. */
export function splitByQuarterHour(stations: readonly NearStation[]): { within: NearStation[]; beyond: NearStation[] } {
  const within = stations.filter(({ minutes }) => minutes <= QUARTER)
  return { within, beyond: stations.slice(within.length) }
}

/** Two quarters on foot: as far as one goes for something on. Few stations, or none that near: the nearest few. */
const AROUND_MINUTES = 30
const AT_LEAST = 5
/** As many stations as one question to the cloud may name. */
const AT_MOST = 40

/** Where to look for what is on nearby. */
export function findStationsAround(pack: Pack, from: Spot, pace: Pace): NearStation[] {
  const near = findNear(pack, from, { name: '' }, pace)
  const count = near.filter(({ minutes }) => minutes <= AROUND_MINUTES).length
  return near.slice(0, Math.min(AT_MOST, Math.max(AT_LEAST, count)))
}
