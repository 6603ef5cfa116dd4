import { type Instant, moment } from '@core/base/time'
import type { Station } from '@core/place/station'
import type { LoggedChange } from '@core/place/station-change'
import type { Db } from '../../db/port'

export type RevisedStation = { station: Station; revision: number }

export async function findRevised(db: Db, id: string): Promise<RevisedStation | undefined> {
  const [row] = await db.query<{ about: Station; revision: number }>(
    'select about, revision from station where id = $1',
    [id],
  )
  return row && { station: row.about, revision: row.revision }
}

/** The latest changes of a station, the newest first. */
export async function listChanges(db: Db, station: string, most: number): Promise<LoggedChange[]> {
  const rows = await db.query<{ at: Instant; by: string; what: string[] }>(
    `select c.at, coalesce(p.shown, '') as by, c.what from station_change c left join person p on p.id = c.by_id
     where c.station_id = $1 order by c.revision desc limit $2`,
    [station, most],
  )
  return rows.map(({ at, by, what }) => ({ at: moment(at), by, what }))
}

export type BookedSession = {
  id: string
  title: string
  starts_at: Instant
  ends_at: Instant
  taken: number
  waiting: number
}

/** Coming sessions of a station that somebody booked or waits for. */
export const listBookedSessions = (db: Db, station: string, now: Instant): Promise<BookedSession[]> =>
  db.query<BookedSession>(
    `select id, title, starts_at, ends_at, taken, waiting from session
     where station_id = $1 and starts_at > $2 and status = 'open' and (taken > 0 or waiting > 0) order by starts_at, id`,
    [station, moment(now)],
  )

type Changing = { station: string; revision: number; change: object; by: string; now: Instant }

/** The new revision; undefined where the station has changed meanwhile. */
export async function writeChange(db: Db, { station, revision, change, by, now }: Changing) {
  const [row] = await db.query<{ done: number | null }>('select change_station($1, $2, $3, $4, $5) as done', [
    station,
    revision,
    JSON.stringify(change),
    by,
    moment(now),
  ])
  return row?.done ?? undefined
}
