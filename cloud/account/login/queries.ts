import type { Person } from '@core/account/person'
import type { PersonaId } from '@core/account/persona'
import type { Role } from '@core/account/role'
import { type Instant, moment } from '@core/base/time'
import type { App, Login as Shown } from '@core/contract/endpoints/account/login'
import type { Caller } from '../../base/caller'
import type { Db } from '../../db/port'

export async function insertLogin(
  db: Db,
  hash: string,
  person: string,
  now: Instant,
  until: Instant,
  app: App | null = null,
): Promise<void> {
  await db.query('insert into login (token_hash, person_id, created_at, expires_at, app) values ($1, $2, $3, $4, $5)', [
    hash,
    person,
    moment(now),
    moment(until),
    app,
  ])
}

export async function deleteLogin(db: Db, hash: string): Promise<void> {
  await db.query('delete from login where token_hash = $1', [hash])
}

/** `unused`: not used since the given moment. */
export type Login = Omit<Caller, 'tokenHash'> & { unused: boolean }

type CallerRow = { hash: string; id: string; unused: boolean; roles: Role[]; struck: boolean } & Pick<
  Person,
  'name' | 'standing'
> & { born: string | null }

/** The caller of each token hash, with their roles; undefined for unknown or expired tokens. */
export async function findLogins(
  db: Db,
  hashes: readonly string[],
  now: Instant,
  since: Instant,
): Promise<(Login | undefined)[]> {
  const rows = await db.query<CallerRow>(
    `select w.hash, l.person_id as id, l.unused, l.roles, l.struck, p.* from unnest((select $1::text[])) w(hash)
     cross join lateral (select l.person_id, coalesce(l.used_at, l.created_at) <= $3 as unused,
         coalesce((select json_agg(json_build_object('role', r.role, 'scope', r.scope))
                   from role r where r.person_id = l.person_id), '[]'::json) as roles,
         exists (select 1 from strike k where k.person_id = l.person_id and k.fades_at > $2) as struck
       from login l where l.token_hash = w.hash and l.expires_at > $2 offset 0) l
     cross join lateral (select coalesce(new_name, name) as name, born, standing from person where id = l.person_id offset 0) p`,
    [[...new Set(hashes)], moment(now), moment(since)],
  )
  const found = new Map(
    rows.map(({ hash, id, unused, roles, struck, name, born, standing }): [string, Login] => {
      const self = { id, name, relation: 'self' as const, standing, ...(born ? { born } : {}) }
      return [hash, { id, roles, struck, self, unused }]
    }),
  )
  return hashes.map((hash) => found.get(hash))
}

/** Extends logins; one that was ended meanwhile stays ended. */
export async function renewLogins(db: Db, hashes: readonly string[], now: Instant, until: Instant): Promise<void> {
  await db.query('update login set used_at = $2, expires_at = $3 where token_hash = any ($1)', [
    hashes,
    moment(now),
    moment(until),
  ])
}

/** A login as shown to its owner. `here`: the one of this request. */
export type LoginRow = {
  id: string
  app: App | null
  by_code: boolean
  created_at: Instant
  used: Instant
  expires_at: Instant
  here: boolean
}
export const toLogin = (row: LoginRow): Shown => ({
  id: row.id,
  ...(row.app ? { app: row.app } : {}),
  since: moment(row.created_at),
  usedAt: moment(row.used),
  until: moment(row.expires_at),
  ...(row.by_code ? { desk: true as const } : {}),
  ...(row.here ? { here: true as const } : {}),
})

const SHOWN = 50

/** A person's logins, the one with this hash first. */
export async function listLogins(db: Db, person: string, hash: string, now: Instant): Promise<Shown[]> {
  const rows = await db.query<LoginRow>(
    `select id, app, by_code, created_at, coalesce(used_at, created_at) as used, expires_at, token_hash = $2 as here from login
     where person_id = $1 and expires_at > $3 order by here desc, used desc, id limit ${SHOWN}`,
    [person, hash, moment(now)],
  )
  return rows.map(toLogin)
}

export async function hasLogin(db: Db, person: string, id: string): Promise<boolean> {
  const rows = await db.query('select 1 from login where id = $1 and person_id = $2', [id, person])
  return rows.length > 0
}

/** Idempotent. */
export async function endLogin(db: Db, person: string, id: string): Promise<void> {
  await db.query('delete from login where id = $1 and person_id = $2', [id, person])
}

/** Idempotent. The login with this hash stays. */
export async function endOtherLogins(db: Db, person: string, hash: string): Promise<void> {
  await db.query('delete from login where person_id = $1 and token_hash <> $2', [person, hash])
}

export async function findPersona(db: Db, persona: PersonaId): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>('select id from person where persona = $1', [persona])
  return row?.id
}

export const listPersonas = (db: Db): Promise<{ persona: PersonaId; name: string }[]> =>
  db.query('select persona, name from person where persona is not null')

/** Whether the district has neither a station nor anybody with its role: it begins with the first invitation. */
export async function isFirstDay(db: Db): Promise<boolean> {
  const rows = await db.query(
    `select 1 where not exists (select from station) and not exists (select from role where role = 'district')`,
  )
  return rows.length > 0
}
