import { type Instant, moment } from '@core/base/time'
import type { ContentHashes } from '@core/sync/sync'
import type { Db } from '../db/port'

/** Content hashes of the personal data a phone has; a list it never received is absent. */
export type SyncState = {
  me: string
  bookings: ContentHashes
  notices: ContentHashes
  unread: number
  door?: { station: string; day: string; heads: ContentHashes; roster: ContentHashes }
}
export type PackState = { heads: ContentHashes; stations: ContentHashes }

export async function findSyncState(
  db: Db,
  tokenHash: string,
  id: string,
): Promise<{ pack: string; held: SyncState } | undefined> {
  const [row] = await db.query<{ pack: string; held: SyncState }>(
    'select pack, hashes as held from sync_bookmark where token_hash = $1 and id = $2',
    [tokenHash, id],
  )
  return row
}

/** Bookmarks per login: an answer may be lost, and a browser has tabs. */
const MAX_BOOKMARKS = 4

/**
 * Stores a bookmark for what this phone is told now. The bookmark it asked with stays, and the last few by insertion
 * order: times tie, and the bookmark that another tab is using must not be the one deleted.
 */
export async function writeSyncState(
  db: Db,
  tokenHash: string,
  { id, pack, held }: { id: string; pack: string; held: SyncState },
  asked: string | undefined,
  now: Instant,
): Promise<void> {
  await db.query(
    `with fresh as (insert into sync_bookmark (token_hash, id, at, pack, hashes) values ($1, $2, $3, $4, $5))
     delete from sync_bookmark where token_hash = $1 and id is distinct from $6
       and id in (select id from sync_bookmark where token_hash = $1 order by seq desc offset ${MAX_BOOKMARKS - 1})`,
    [tokenHash, id, moment(now), pack, JSON.stringify(held), asked ?? null],
  )
}

export async function findPackVersion(db: Db, version: string): Promise<PackState | undefined> {
  const [row] = await db.query<{ hashes: PackState }>('select hashes from pack_version where version = $1', [version])
  return row?.hashes
}

/** Stores the hashes of a pack version; `at`: when it was last current. */
export async function writePackVersion(db: Db, version: string, held: PackState, now: Instant): Promise<void> {
  await db.query(
    'insert into pack_version (version, at, hashes) values ($1, $2, $3) on conflict (version) do update set at = excluded.at',
    [version, moment(now), JSON.stringify(held)],
  )
}

export async function deleteOldPackVersions(db: Db, before: Instant): Promise<void> {
  await db.query('delete from pack_version where at < $1', [moment(before)])
}
