import type { Person } from '@core/person'
import type { PersonaId } from '@core/persona'
import type { Role } from '@core/role'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'
import type { Caller } from '../http/caller'

export async function insertLogin(db: Db, hash: string, person: string, now: Instant, until: Instant): Promise<void> {
  await db.query('insert into login (token_hash, person_id, created_at, expires_at) values ($1, $2, $3, $4)', [
    hash,
    person,
    moment(now),
    moment(until),
  ])
}

export async function deleteLogin(db: Db, hash: string): Promise<void> {
  await db.query('delete from login where token_hash = $1', [hash])
}

export type Login = Omit<Caller, 'tokenHash'>

type LoginRow = { hash: string; id: string; roles: Role[]; struck: boolean } & Pick<Person, 'name' | 'standing'> & {
    born: string | null
  }

/** Whose token each of these is, and what they look after; undefined for one that is not or no longer valid. */
export async function findLogins(db: Db, hashes: readonly string[], now: Instant): Promise<(Login | undefined)[]> {
  const rows = await db.query<LoginRow>(
    `select w.hash, l.person_id as id, l.roles, l.struck, p.* from unnest($1::text[]) w(hash)
     cross join lateral (select l.person_id,
         coalesce((select json_agg(json_build_object('role', r.role, 'scope', r.scope))
                   from role r where r.person_id = l.person_id), '[]'::json) as roles,
         exists (select 1 from strike k where k.person_id = l.person_id and k.fades_at > $2) as struck
       from login l where l.token_hash = w.hash and l.expires_at > $2 offset 0) l
     cross join lateral (select name, born, standing from person where id = l.person_id offset 0) p`,
    [[...new Set(hashes)], moment(now)],
  )
  const found = new Map(
    rows.map(({ hash, id, roles, struck, name, born, standing }): [string, Login] => {
      const self = { id, name, relation: 'self' as const, standing, ...(born ? { born } : {}) }
      return [hash, { id, roles, struck, self }]
    }),
  )
  return hashes.map((hash) => found.get(hash))
}

export async function findPersona(db: Db, persona: PersonaId): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>('select id from person where persona = $1', [persona])
  return row?.id
}

export const listPersonas = (db: Db): Promise<{ persona: PersonaId; name: string }[]> =>
  db.query('select persona, name from person where persona is not null')
