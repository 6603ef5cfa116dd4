import { type Instant, moment } from '@core/base/time'
import type { Login } from '@core/contract/endpoints/account/login'
import type { Db } from '../../db/port'
import { type LoginRow, toLogin } from '../login/queries'

/**
 * Replaces the person's previous code. `desk`: this login is itself a computer's and may show none; undefined: it has
 * ended.
 */
export async function writeLoginCode(
  db: Db,
  tokenHash: string,
  hash: string,
  now: Instant,
  until: Instant,
): Promise<{ id: string } | 'desk' | undefined> {
  const [row] = await db.query<{ by_code: boolean; id: string | null }>(
    `with mine as (
       select id, person_id, by_code from login where token_hash = $1 and expires_at > $3 for key share
     ), made as (
       insert into login_code (person_id, login_id, code_hash, expires_at)
       select person_id, id, $2, $4 from mine where not by_code
       on conflict (person_id) do update set id = gen_random_uuid(), login_id = excluded.login_id,
         code_hash = excluded.code_hash, expires_at = excluded.expires_at, used_at = null, used_by = null
       returning id
     )
     select mine.by_code, made.id from mine left join made on true`,
    [tokenHash, hash, moment(now), moment(until)],
  )
  if (row?.by_code) return 'desk'
  return row?.id ? { id: row.id } : undefined
}

/** `over`: the code or the login that shows it has expired. */
export type LoginCodeState = 'shown' | 'used' | 'over'
const STATE = `case when d.used_at is not null then 'used' when least(d.expires_at, l.expires_at) <= $2 then 'over'
  else 'shown' end as state`

/** State of each code, undefined for unknown ones, which are counted per minute. */
export async function findLoginCodeStates(
  db: Db,
  hashes: readonly string[],
  now: Instant,
): Promise<(LoginCodeState | undefined)[]> {
  const rows = await db.query<{ hash: string; state: LoginCodeState | null }>(
    `with asked as materialized (
       select w.hash, d.state from unnest((select $1::text[])) w(hash) left join lateral (
         select ${STATE} from login_code d join login l on l.id = d.login_id where d.code_hash = w.hash
       ) d on true
     ), missed as (
       insert into login_code_miss as m (minute, misses) select date_trunc('minute', $2::timestamptz), count(*) from asked
       where state is null having count(*) > 0
       on conflict (minute) do update set misses = m.misses + excluded.misses
     )
     select hash, state from asked`,
    [[...new Set(hashes)], moment(now)],
  )
  const found = new Map(rows.map(({ hash, state }) => [hash, state ?? undefined]))
  return hashes.map((hash) => found.get(hash))
}

/**
 * Uses the code and inserts the login in one statement, so that one of two concurrent requests succeeds. Undefined if
 * used or over.
 */
export async function takeLoginCode(
  db: Db,
  hash: string,
  tokenHash: string,
  now: Instant,
  until: Instant,
): Promise<string | undefined> {
  const [row] = await db.query<{ person: string }>(
    `with fresh as materialized (select gen_random_uuid() as id), taken as (
       update login_code d set used_at = $2, used_by = fresh.id from login l, fresh
       where d.code_hash = $1 and d.used_at is null and d.expires_at > $2 and l.id = d.login_id and l.expires_at > $2
       returning d.person_id, d.used_by
     )
     insert into login (id, token_hash, person_id, created_at, expires_at, app, by_code)
     select used_by, $3, person_id, $2, $4, 'h5', true from taken returning person_id as person`,
    [hash, moment(now), tokenHash, moment(until)],
  )
  return row?.person
}

export type ShownCode = { state: LoginCodeState; login?: Login }

/** A code of this person's, and the login that was opened with it. */
export async function findLoginCode(db: Db, person: string, id: string, now: Instant): Promise<ShownCode | undefined> {
  const [row] = await db.query<{ state: LoginCodeState } & (LoginRow | Record<keyof LoginRow, null>)>(
    `select ${STATE}, o.id, o.app, o.by_code, o.created_at, coalesce(o.used_at, o.created_at) as used, o.expires_at,
       false as here
     from login_code d join login l on l.id = d.login_id left join login o on o.id = d.used_by and o.expires_at > $2
     where d.id = $1 and d.person_id = $3`,
    [id, moment(now), person],
  )
  if (!row) return undefined
  return { state: row.state, ...(row.id === null ? {} : { login: toLogin(row as LoginRow) }) }
}

/** The highest count of unknown codes in any minute since then. */
export async function maxMissesPerMinute(db: Db, since: Instant): Promise<number> {
  const [row] = await db.query<{ most: number }>(
    'select coalesce(max(misses), 0)::integer as most from login_code_miss where minute > $1',
    [moment(since)],
  )
  return row?.most ?? 0
}

export async function forgetMisses(db: Db, before: Instant): Promise<void> {
  await db.query('delete from login_code_miss where minute <= $1', [moment(before)])
}
