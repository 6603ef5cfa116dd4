import { createHash } from 'node:crypto'
import { stationOf } from '@core/session'
import { STATION_ID } from '@core/station'
import type { Db } from '../db/port'

/** As long as an id may be to stand in the scene of a code (core/scene.ts, with `e=` before it). */
const MOST = 30
/** In an id that was planned no name begins so. */
const SHORT = new RegExp(`^${STATION_ID}\\.-([0-9a-f]{20})$`)

/** What a session is called in a code: its id, or where that is too long its station and eighty bits of the id's hash. */
export const shortOf = (id: string): string =>
  id.length <= MOST ? id : `${stationOf(id)}.-${createHash('md5').update(id).digest('hex').slice(0, 20)}`

/** The id that a short name stands for; undefined for what is none. */
export async function findShort(db: Db, name: string): Promise<string | undefined> {
  const hash = SHORT.exec(name)?.[1]
  if (!hash) return undefined
  const [row] = await db.query<{ id: string }>(
    `select id from session where station_id = $1 and left(md5(id), 20) = $2 and length(id) > ${MOST}`,
    [stationOf(name), hash],
  )
  return row?.id
}
