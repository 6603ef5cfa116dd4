import type { Spot } from '@core/base/geo'
import { type Instant, moment } from '@core/base/time'
import type { Kind, Station, Street } from '@core/place/station'
import type { Db } from '../../db/port'

/** SQL: the station is in the network at the moment of a parameter. One that was retired is shown until its last session is over. */
const shownAt = (now: '$1' | '$4'): string => `(retired_at is null or retired_at > ${now})`

export async function listStations(db: Db, now: Instant): Promise<Station[]> {
  const rows = await db.query<{ about: Station }>(`select about from station where ${shownAt('$1')} order by id`, [
    moment(now),
  ])
  return rows.map((row) => row.about)
}

export const listStreets = (db: Db): Promise<Street[]> =>
  db.query('select code, name, lat, lng from street where retired_at is null order by code')

/** A station of the network; one that was retired is not, even while its last sessions take place. */
export async function findActiveStation(db: Db, id: string): Promise<Station | undefined> {
  const [row] = await db.query<{ about: Station }>('select about from station where id = $1 and retired_at is null', [
    id,
  ])
  return row?.about
}

/** A station, whether it is still in the network or not: past sessions have one too. */
export async function findStation(db: Db, id: string): Promise<Station | undefined> {
  const [row] = await db.query<{ about: Station }>('select about from station where id = $1', [id])
  return row?.about
}

export async function listStationsOfStreet(db: Db, street: string): Promise<Station[]> {
  const rows = await db.query<{ about: Station }>('select about from station where street = $1 order by id', [street])
  return rows.map((row) => row.about)
}

/** $1, $2: longitude and latitude, projected as in the column station.spot (Mercator). */
export const PROJECTED = 'point($1::float8, degrees(ln(tan(radians(45 + $2::float8 / 2)))))'

/** By the flat distance of the index; the caller sorts by the true one. */
export async function nearStations(
  db: Db,
  { spot, kind, limit, now }: { spot: Spot; kind: Kind | undefined; limit: number; now: Instant },
): Promise<Station[]> {
  const ofKind = kind ? 'and kind = $5' : ''
  const rows = await db.query<{ about: Station }>(
    `select about from station where ${shownAt('$4')} ${ofKind} order by spot <-> ${PROJECTED} limit $3`,
    [spot.lng, spot.lat, limit, moment(now), ...(kind ? [kind] : [])],
  )
  return rows.map((row) => row.about)
}
