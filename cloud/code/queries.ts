import { type Instant, MINUTE, moment } from '@core/time'
import type { Db } from '../db/port'
import type { Picture } from '../wechat/port'

/** Which picture it is. */
export type Key = { station: string; appid: string; release: string; page: string; scene: string }
const keyOf = ({ station, appid, release, page, scene }: Key) => [station, appid, release, page, scene]
const IS_IT = 'station_id = $1 and appid = $2 and release = $3 and page = $4 and scene = $5'

type CodeRow = {
  picture: Uint8Array | null
  type: Picture['type'] | null
  asker: string | null
  not_before: Instant
  failure: string | null
}

export async function findCode(db: Db, key: Key): Promise<CodeRow | undefined> {
  const [row] = await db.query<CodeRow>(
    `select picture, type, asker, not_before, failure from mini_code where ${IS_IT}`,
    keyOf(key),
  )
  return row
}

/** `by`: who asks; nobody else does before `until`. `over`: from when on the picture is of no use, null for never. */
type Claim = { by: string; now: Instant; until: Instant; over: Instant | null; most: number }

/** Whoever gets the row asks WeChat; false: another does, or did in vain just now, or as many as may be were asked for. */
export async function claimCode(db: Db, key: Key, { by, now, until, over, most }: Claim): Promise<boolean> {
  const rows = await db.query(
    `insert into mini_code as c (station_id, appid, release, page, scene, asker, asked_at, not_before, until)
     select $1, $2, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz, $9::timestamptz
     where (select count(*) from mini_code where asked_at > $10) < $11
     on conflict (station_id, appid, release, page, scene) do update
     set asker = excluded.asker, asked_at = excluded.asked_at, not_before = excluded.not_before, failure = null,
       until = excluded.until
     where c.picture is null and c.not_before <= $7
     returning 1`,
    [...keyOf(key), by, moment(now), moment(until), over === null ? null : moment(over), moment(now - MINUTE), most],
  )
  return rows.length > 0
}

export async function writeCode(db: Db, key: Key, by: string, { bytes, type }: Picture): Promise<void> {
  await db.query(`update mini_code set picture = $7, type = $8, asker = null where ${IS_IT} and asker = $6`, [
    ...keyOf(key),
    by,
    bytes,
    type,
  ])
}

/** Tells those who wait why there is none, and those who come before `again`. */
export async function failCode(db: Db, key: Key, by: string, why: string, again: Instant): Promise<void> {
  await db.query(`update mini_code set asker = null, failure = $7, not_before = $8 where ${IS_IT} and asker = $6`, [
    ...keyOf(key),
    by,
    why,
    moment(again),
  ])
}

export async function forgetCodes(db: Db, now: Instant): Promise<void> {
  await db.query('delete from mini_code where until < $1', [moment(now)])
}
