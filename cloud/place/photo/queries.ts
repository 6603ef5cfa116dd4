import { type Instant, moment } from '@core/base/time'
import type { StationPhoto } from '@core/place/photo'
import type { Db } from '../../db/port'

/** The photographs of all stations, or of one, in their order. */
export const listPhotos = (db: Db, station: string | null = null): Promise<StationPhoto[]> =>
  db.query<StationPhoto>(
    `select station_id as station, name, alt from photo where $1::text is null or station_id = $1
     order by station_id, place, name`,
    [station],
  )

/** Keeps a file until `until` for a station to name it. False: it is being removed at this moment. */
export async function claimFile(db: Db, name: string, until: Instant): Promise<boolean> {
  const rows = await db.query(
    `insert into photo_file (name, claimed_until) values ($1, $2)
     on conflict (name) do update set claimed_until = greatest(photo_file.claimed_until, excluded.claimed_until)
     where not photo_file.removing returning 1`,
    [name, moment(until)],
  )
  return rows.length > 0
}

export type AddOutcome = 'full' | 'unclaimed' | { revision: number }
type Adding = { station: string; name: string; alt: string; most: number; by: string; now: Instant }

export async function addPhoto(db: Db, { station, name, alt, most, by, now }: Adding): Promise<AddOutcome> {
  const [row] = await db.query<{ done: number | null }>('select add_photo($1, $2, $3, $4, $5, $6) as done', [
    station,
    name,
    alt,
    most,
    by,
    moment(now),
  ])
  if (row?.done == null) return 'unclaimed'
  return row.done === 0 ? 'full' : { revision: row.done }
}

type Arranging = { station: string; revision: number; photos: readonly object[]; by: string; now: Instant }

/** The new revision; undefined where the station has changed meanwhile. */
export async function arrangePhotos(db: Db, { station, revision, photos, by, now }: Arranging) {
  const [row] = await db.query<{ done: number | null }>('select arrange_photos($1, $2, $3, $4, $5) as done', [
    station,
    revision,
    JSON.stringify(photos),
    by,
    moment(now),
  ])
  return row?.done ?? undefined
}

/** Marks the files that no station names or claims as being removed; also those whose removal was interrupted. */
export async function markRemovable(db: Db, now: Instant): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    'update photo_file set removing = true where not named and (removing or claimed_until <= $1) returning name',
    [moment(now)],
  )
  return rows.map(({ name }) => name)
}

export const forgetFile = (db: Db, name: string) =>
  db.query('delete from photo_file where name = $1 and removing', [name])
