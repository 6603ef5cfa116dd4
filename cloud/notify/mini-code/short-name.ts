import { createHash } from 'node:crypto'
import { stationOf } from '@core/place/ids'
import { STATION_ID } from '@core/place/station'
import type { Db } from '../../db/port'

/** As long as an id may be to stand in the scene of a code (core/notify/scene.ts, with `e=` before it). */
const MAX_ID_LENGTH = 30
/** In an id that was planned no name begins so. */
const SHORT_NAME = new RegExp(`^${STATION_ID}\\.-([0-9a-f]{20})$`)

/** What a session is called in a code: its id, or where that is too long its station and eighty bits of the id's hash. */
export const shortSessionName = (id: string): string =>
  id.length <= MAX_ID_LENGTH ? id : `${stationOf(id)}.-${createHash('md5').update(id).digest('hex').slice(0, 20)}`

/** The id that a short name stands for; undefined for what is none. */
export async function findSessionByShortName(db: Db, name: string): Promise<string | undefined> {
  const hash = SHORT_NAME.exec(name)?.[1]
  if (!hash) return undefined
  const [row] = await db.query<{ id: string }>(
    `select id from session where station_id = $1 and left(md5(id), 20) = $2 and length(id) > ${MAX_ID_LENGTH}`,
    [stationOf(name), hash],
  )
  return row?.id
}
