import { MAX_PASSKEYS } from '@core/account/passkey'
import { type Instant, moment } from '@core/base/time'
import type { App } from '@core/contract/endpoints/account/login'
import type { Passkey } from '@core/contract/endpoints/account/passkey'
import type { Db } from '../../db/port'
import type { Known } from './options'
import type { VerifiedPasskey } from './verify'

type ShownRow = { id: string; name: string; since: Instant; used: Instant | null; stopped: boolean }

export async function listPasskeys(db: Db, person: string): Promise<Passkey[]> {
  const rows = await db.query<ShownRow>(
    `select id, name, created_at as since, used_at as used, stopped_at is not null as stopped from passkey
     where person_id = $1 order by created_at desc, id`,
    [person],
  )
  return rows.map(({ id, name, since, used, stopped }) => ({
    id,
    name,
    since: moment(since),
    ...(used === null ? {} : { usedAt: moment(used) }),
    ...(stopped ? { stopped: true as const } : {}),
  }))
}

export const listKnown = (db: Db, person: string): Promise<Known[]> =>
  db.query<Known>('select credential, transports from passkey where person_id = $1', [person])

export async function hasPasskey(db: Db, person: string, id: string): Promise<boolean> {
  const rows = await db.query('select 1 from passkey where id = $1 and person_id = $2', [id, person])
  return rows.length > 0
}

/** Idempotent. */
export async function renamePasskey(db: Db, person: string, id: string, name: string): Promise<void> {
  await db.query('update passkey set name = $3 where id = $1 and person_id = $2', [id, person, name])
}

/** Idempotent. */
export async function deletePasskey(db: Db, person: string, id: string): Promise<void> {
  await db.query('delete from passkey where id = $1 and person_id = $2', [id, person])
}

export type AddOutcome = 'added' | 'gone' | 'passkeys-full' | 'passkey-known'

export async function addPasskey(
  db: Db,
  tokenHash: string,
  passkey: VerifiedPasskey,
  name: string,
  now: Instant,
): Promise<AddOutcome> {
  const { credential, publicKey, counter, transports } = passkey
  const [row] = await db.query<{ outcome: AddOutcome }>(
    'select add_passkey($1, $2, $3, $4, $5, $6, $7, $8) as outcome',
    [tokenHash, credential, publicKey, counter, transports, name, MAX_PASSKEYS, moment(now)],
  )
  return row?.outcome ?? 'gone'
}

export type StoredPasskey = { person: string; publicKey: Uint8Array; stopped: boolean }

export async function findPasskey(db: Db, credential: string): Promise<StoredPasskey | undefined> {
  const [row] = await db.query<StoredPasskey>(
    `select person_id as person, public_key as "publicKey", stopped_at is not null as stopped from passkey
     where credential = $1`,
    [credential],
  )
  return row
}

/**
 * Moves the counter on and inserts the login in one statement. A counter that does not move on is that of a copy: the
 * passkey is stopped, and nobody is logged in. Answers the person; undefined if it was stopped or removed.
 */
export async function advanceCounter(
  db: Db,
  credential: string,
  counter: number,
  login: { tokenHash: string; until: Instant; app: App | null },
  now: Instant,
): Promise<string | undefined> {
  const [row] = await db.query<{ person: string }>(
    `with used as (
       update passkey set counter = greatest(counter, $2::bigint),
         used_at = case when counter < $2 or counter = 0 then $3::timestamptz else used_at end,
         stopped_at = case when counter < $2 or counter = 0 then stopped_at else $3::timestamptz end
       where credential = $1 and stopped_at is null returning person_id, stopped_at
     )
     insert into login (token_hash, person_id, created_at, expires_at, app)
     select $4, person_id, $3, $5, $6 from used where stopped_at is null returning person_id as person`,
    [credential, counter, moment(now), login.tokenHash, moment(login.until), login.app],
  )
  return row?.person
}
