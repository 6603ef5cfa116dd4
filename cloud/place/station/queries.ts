import type { Spot } from '@core/base/geo'
import type { Kind, Station, Street } from '@core/place/station'
import type { Db } from '../../db/port'

export async function listStations(db: Db): Promise<Station[]> {
  const rows = await db.query<{ about: Station }>('select about from station order by id', [])
  return rows.map((row) => row.about)
}

export const listStreets = (db: Db): Promise<Street[]> =>
  db.query('select code, name, lat, lng from street order by code', [])

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
export async function nearStations(db: Db, spot: Spot, kind: Kind | undefined, limit: number): Promise<Station[]> {
  const ofKind = kind ? 'where kind = $4' : ''
  const rows = await db.query<{ about: Station }>(
    `select about from station ${ofKind} order by spot <-> ${PROJECTED} limit $3`,
    [spot.lng, spot.lat, limit, ...(kind ? [kind] : [])],
  )
  return rows.map((row) => row.about)
}
