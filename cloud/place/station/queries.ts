import type { Spot } from '@core/base/geo'
import type { Kind, Station, Street } from '@core/place/station'
import type { Db } from '../../db/port'

export async function listStations(db: Db): Promise<Station[]> {
  const rows = await db.query<{ about: Station }>('select about from station order by id')
  return rows.map((row) => row.about)
}

export const listStreets = (db: Db): Promise<Street[]> =>
  db.query('select code, name, lat, lng from street order by code')

export async function findStation(db: Db, id: string): Promise<Station | undefined> {
  const [row] = await db.query<{ about: Station }>('select about from station where id = $1', [id])
  return row?.about
}

export async function listStationsOfStreet(db: Db, street: string): Promise<Station[]> {
  const rows = await db.query<{ about: Station }>('select about from station where street = $1 order by id', [street])
  return rows.map((row) => row.about)
}

/** By the flat distance of the index; the caller sorts by the true one. The cosine must equal that of station.spot. */
export async function nearStations(db: Db, spot: Spot, kind: Kind | undefined, limit: number): Promise<Station[]> {
  const from = 'point($1::float8 * cos(radians(23.2)), $2::float8)'
  const rows = kind
    ? await db.query<{ about: Station }>(
        `select about from station where kind = $4 order by spot <-> ${from} limit $3`,
        [spot.lng, spot.lat, limit, kind],
      )
    : await db.query<{ about: Station }>(`select about from station order by spot <-> ${from} limit $3`, [
        spot.lng,
        spot.lat,
        limit,
      ])
  return rows.map((row) => row.about)
}
