import type { Offering } from '@core/catalogue/offering'
import type { Station } from '@core/place/station'
import type { District } from './district'
import { seededRandom } from './seeded-random'

/** Some 3 km, in degrees. */
const SCATTER = 0.03
const SEED = 20261123

/** Enlarges the district to `count` stations for benchmarks, with copies of its stations scattered around them. */
export function enlargeDistrict(district: District, count: number): District {
  const random = seededRandom(SEED)
  const stations: Station[] = district.stations.slice(0, count)
  const offerings: Offering[] = district.offerings.filter((one) =>
    stations.some((station) => station.id === one.station),
  )
  const first = new Map<string, Offering>()
  for (const offering of district.offerings) if (!first.has(offering.station)) first.set(offering.station, offering)
  for (let made = stations.length; made < count; made++) {
    const like = district.stations[made % district.stations.length] as Station
    const id = `hx${String(made).padStart(6, '0')}`
    const moved = (degrees: number) => Math.round((degrees + (random() - 0.5) * SCATTER) * 1e6) / 1e6
    stations.push({ ...like, id, name: `${like.name} ${made}`, lat: moved(like.lat), lng: moved(like.lng), demo: true })
    const offering = first.get(like.id)
    if (offering) offerings.push({ ...offering, id: `${id}-${offering.id.split('-')[1]}`, station: id })
  }
  return { ...district, stations, offerings }
}
