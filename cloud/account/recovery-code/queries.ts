import { type Instant, moment } from '@core/base/time'
import type { App } from '@core/contract/endpoints/account/login'
import type { Db } from '../../db/port'

export async function countRecoveryCodes(db: Db, person: string): Promise<number> {
  const [row] = await db.query<{ left: number }>(
    'select count(*)::integer as left from recovery_code where person_id = $1 and used_at is null',
    [person],
  )
  return row?.left ?? 0
}

/**
 * Writes a set in the places of the one before; false if the login ended or was made before `freshSince`. Of two sets made
 * at once the second waits for the first place of the first, and is the one that counts.
 */
export async function writeRecoveryCodes(
  db: Db,
  tokenHash: string,
  hashes: readonly string[],
  now: Instant,
  freshSince: Instant,
): Promise<boolean> {
  const rows = await db.query(
    `with mine as (
       select person_id from login where token_hash = $1 and expires_at > $3 and created_at > $4 for key share
     )
     insert into recovery_code (person_id, nth, code_hash, created_at)
     select person_id, nth, hash, $3 from mine cross join unnest((select $2::text[])) with ordinality one(hash, nth) order by nth
     on conflict (person_id, nth) do update set code_hash = excluded.code_hash, created_at = excluded.created_at,
       used_at = null
     returning 1`,
    [tokenHash, hashes, moment(now), moment(freshSince)],
  )
  return rows.length > 0
}

/** Uses the code and inserts the login in one statement, so that one of two concurrent requests succeeds. */
export async function takeRecoveryCode(
  db: Db,
  hash: string,
  login: { tokenHash: string; until: Instant; app: App | null },
  now: Instant,
): Promise<string | undefined> {
  const [row] = await db.query<{ person: string }>(
    `with taken as (
       update recovery_code set used_at = $2 where code_hash = $1 and used_at is null returning person_id
     )
     insert into login (token_hash, person_id, created_at, expires_at, app)
     select $3, person_id, $2, $4, $5 from taken returning person_id as person`,
    [hash, moment(now), login.tokenHash, moment(login.until), login.app],
  )
  return row?.person
}
