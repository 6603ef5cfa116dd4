import type { Login } from '@core/contract/rows/privacy'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'
import { type LoginRow, shownLogin } from '../login/queries'

/** The code takes the place of the one before. `desk`: this login may show none; undefined: it is over. */
export async function writeCode(
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

/** `over`: its time is, or that of the login that shows it. */
export type CodeState = 'shown' | 'used' | 'over'
const STATE = `case when d.used_at is not null then 'used' when least(d.expires_at, l.expires_at) <= $2 then 'over'
  else 'shown' end as state`

/** Each of these, or that there is no such code; so often is that written down. */
export async function findStates(db: Db, hashes: readonly string[], now: Instant): Promise<(CodeState | undefined)[]> {
  const rows = await db.query<{ hash: string; state: CodeState | null }>(
    `with asked as materialized (
       select w.hash, d.state from unnest($1::text[]) w(hash) left join lateral (
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

/** Whom it logs in, by one statement: of two that come at once, one. Undefined when it is used, or over. */
export async function takeCode(
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

/** A code of this person's, and the login that it opened. */
export async function findCode(
  db: Db,
  person: string,
  id: string,
  now: Instant,
): Promise<{ state: CodeState; login?: Login } | undefined> {
  const [row] = await db.query<{ state: CodeState } & (LoginRow | Record<keyof LoginRow, null>)>(
    `select ${STATE}, o.id, o.app, o.by_code, o.created_at, coalesce(o.used_at, o.created_at) as used, o.expires_at,
       false as here
     from login_code d join login l on l.id = d.login_id left join login o on o.id = d.used_by and o.expires_at > $2
     where d.id = $1 and d.person_id = $3`,
    [id, moment(now), person],
  )
  if (!row) return undefined
  return { state: row.state, ...(row.id === null ? {} : { login: shownLogin(row as LoginRow) }) }
}

/** The most in any minute since then. */
export async function mostMisses(db: Db, since: Instant): Promise<number> {
  const [row] = await db.query<{ most: number }>(
    'select coalesce(max(misses), 0)::integer as most from login_code_miss where minute > $1',
    [moment(since)],
  )
  return row?.most ?? 0
}

export async function forgetCodes(db: Db, before: Instant): Promise<void> {
  await db.query('delete from login_code where expires_at <= $1', [moment(before)])
  await db.query('delete from login_code_miss where minute <= $1', [moment(before)])
}
