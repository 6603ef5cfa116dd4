import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'

/** The token as all processes have it. `failures` counts up when fetching it failed. */
export type TokenRow = {
  token: string | null
  generation: number
  expires_at: Instant | null
  renew_at: Instant | null
  forced_at: Instant | null
  failures: number
  failure: string | null
}
const COLUMNS = 'token, generation, expires_at, renew_at, forced_at, failures, failure'

export async function findToken(db: Db, appid: string): Promise<TokenRow | undefined> {
  const [row] = await db.query<TokenRow>(`select ${COLUMNS} from wechat_token where appid = $1`, [appid])
  return row
}

/** `stale`: the generation that WeChat refused. */
export type Claim = { appid: string; by: string; now: Instant; until: Instant; stale: number | undefined }

/** Who gets the row fetches, and nobody else until then; undefined: another does, or there is no need. */
export async function claimToken(db: Db, { appid, by, now, until, stale }: Claim): Promise<TokenRow | undefined> {
  const [row] = await db.query<TokenRow>(
    `insert into wechat_token as t (appid, lease_by, lease_until) values ($1, $2, $3)
     on conflict (appid) do update set lease_by = excluded.lease_by, lease_until = excluded.lease_until
     where (t.lease_until is null or t.lease_until <= $4)
       and (t.token is null or t.renew_at <= $4 or t.generation = $5)
     returning ${COLUMNS}`,
    [appid, by, moment(until), moment(now), stale ?? null],
  )
  return row
}

export type Fetched = { token: string; expiresAt: Instant; renewAt: Instant; forcedAt: Instant | null }

/** The generation it has now; undefined when the lease was over and somebody else's meanwhile. */
export async function writeToken(
  db: Db,
  { appid, by }: Pick<Claim, 'appid' | 'by'>,
  { token, expiresAt, renewAt, forcedAt }: Fetched,
): Promise<number | undefined> {
  const [row] = await db.query<{ generation: number }>(
    `update wechat_token set token = $3, expires_at = $4, renew_at = $5, forced_at = $6,
       generation = generation + 1, lease_by = null, lease_until = null, failure = null
     where appid = $1 and lease_by = $2
     returning generation`,
    [appid, by, token, moment(expiresAt), moment(renewAt), forcedAt === null ? null : moment(forcedAt)],
  )
  return row?.generation
}

/** Lets go of the lease, and tells those who wait why. */
export async function failToken(
  db: Db,
  { appid, by }: Pick<Claim, 'appid' | 'by'>,
  why: string,
  forcedAt: Instant | null,
): Promise<void> {
  await db.query(
    `update wechat_token set failures = failures + 1, failure = $3, forced_at = $4, lease_by = null, lease_until = null
     where appid = $1 and lease_by = $2`,
    [appid, by, why, forcedAt === null ? null : moment(forcedAt)],
  )
}

/** `again`: this message is known. `replayed`: its signature was used for another. */
export type Noted = 'new' | 'again' | 'replayed'

export async function notePush(db: Db, message: string, nonce: string, now: Instant): Promise<Noted> {
  const noted = await db.query(
    'insert into wechat_webhook (message, nonce, at) values ($1, $2, $3) on conflict do nothing returning 1',
    [message, nonce, moment(now)],
  )
  if (noted.length) return 'new'
  const known = await db.query('select 1 from wechat_webhook where message = $1', [message])
  return known.length ? 'again' : 'replayed'
}

/** As if it had not come: the next time it is new. */
export async function forgetPush(db: Db, message: string): Promise<void> {
  await db.query('delete from wechat_webhook where message = $1', [message])
}

export async function forgetPushes(db: Db, before: Instant): Promise<void> {
  await db.query('delete from wechat_webhook where at < $1', [moment(before)])
}
