import type { Marks } from '@core/sync'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'

/** What a phone has of its own things; a list it was never told of is not there. */
export type Held = {
  me: string
  bookings: Marks
  notices: Marks
  unread: number
  door?: { station: string; day: string; heads: Marks; roster: Marks }
}
export type HeldPack = { heads: Marks; stations: Marks }

export async function findHeld(
  db: Db,
  tokenHash: string,
  id: string,
): Promise<{ pack: string; held: Held } | undefined> {
  const [row] = await db.query<{ pack: string; held: Held }>(
    'select pack, hashes as held from sync_bookmark where token_hash = $1 and id = $2',
    [tokenHash, id],
  )
  return row
}

/** An answer may be lost, and a browser has tabs. */
const KEPT = 4

/** Writes down what this phone is told now. What it asked with stays, and a few others. */
export async function writeHeld(
  db: Db,
  tokenHash: string,
  { id, pack, held }: { id: string; pack: string; held: Held },
  asked: string | undefined,
  now: Instant,
): Promise<void> {
  await db.query(
    `with fresh as (insert into sync_bookmark (token_hash, id, at, pack, hashes) values ($1, $2, $3, $4, $5))
     delete from sync_bookmark where token_hash = $1 and id is distinct from $6
       and id in (select id from sync_bookmark where token_hash = $1 order by at desc, id offset ${KEPT - 1})`,
    [tokenHash, id, moment(now), pack, JSON.stringify(held), asked ?? null],
  )
}

export async function findPackVersion(db: Db, version: string): Promise<HeldPack | undefined> {
  const [row] = await db.query<{ hashes: HeldPack }>('select hashes from pack_version where version = $1', [version])
  return row?.hashes
}

/** How the stations are now; its date is the last on which they were so. */
export async function writePackVersion(db: Db, version: string, held: HeldPack, now: Instant): Promise<void> {
  await db.query(
    'insert into pack_version (version, at, hashes) values ($1, $2, $3) on conflict (version) do update set at = excluded.at',
    [version, moment(now), JSON.stringify(held)],
  )
}

export async function forgetPackVersions(db: Db, before: Instant): Promise<void> {
  await db.query('delete from pack_version where at < $1', [moment(before)])
}
