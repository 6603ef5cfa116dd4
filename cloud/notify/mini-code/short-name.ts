import { createHash } from 'node:crypto'
import { stationOf } from '@core/place/ids'
import { STATION_ID } from '@core/place/station'
import type { Db } from '../../db/port'

/** Longest id that fits into the scene of a mini code (core/notify/scene.ts: 32 characters with `e=` before it). */
const MAX_ID_LENGTH = 30
/** Short name. No planned id has a name that begins with a hyphen. */
const SHORT_NAME = new RegExp(`^${STATION_ID}\\.-([0-9a-f]{20})$`)

/** Name of a session in a mini code: its id, or if too long, its station and 80 bits of the MD5 of its id. */
export const shortSessionName = (id: string): string =>
  id.length <= MAX_ID_LENGTH ? id : `${stationOf(id)}.-${createHash('md5').update(id).digest('hex').slice(0, 20)}`

/** The session id of a short name; undefined if it is none, or unknown. */
export async function findSessionByShortName(db: Db, name: string): Promise<string | undefined> {
  const hash = SHORT_NAME.exec(name)?.[1]
  if (!hash) return undefined
  const [row] = await db.query<{ id: string }>(
    `select id from session where station_id = $1 and left(md5(id), 20) = $2 and length(id) > ${MAX_ID_LENGTH}`,
    [stationOf(name), hash],
  )
  return row?.id
}
