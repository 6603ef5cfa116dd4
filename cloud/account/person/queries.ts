import { CONSENT_COVERS, type Relation } from '@core/account/person'
import type { Role } from '@core/account/role'
import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { PROXY_ROLES } from '../ward/proxy-roles'

export async function listRoles(db: Db, person: string): Promise<Role[]> {
  return db.query<Role>('select role, scope from role where person_id = $1 order by role, scope', [person])
}

/** `held`: the name awaits moderation and only its author sees it (name/queries.ts). */
export type NewPerson = {
  id: string
  name: string
  held: boolean
  born?: string | undefined
  relation: Relation
  consent: boolean
  /** The station for which a ward is looked after. */
  station?: string | undefined
}

/**
 * Inserts a person and their bond to the guardian in one statement; false if there are `most` of their kind already.
 * The counter is on the guardian's row, whose lock makes concurrent inserts see each other.
 */
export async function insertPerson(
  db: Db,
  guardian: string,
  person: NewPerson,
  most: number,
  now: Instant,
): Promise<boolean> {
  const count = person.relation === 'ward' ? 'wards' : 'household'
  const rows = await db.query(
    `with room as (
       update person set ${count} = ${count} + 1 where id = $1 and ${count} < $7 returning id
     ), made as (
       insert into person (id, name, born, created_at, new_name, new_name_by, new_name_at, moderate_at)
       select $2, case when $10 then '' else $3 end, $4, $6::timestamptz, case when $10 then $3 end,
         case when $10 then $1::uuid end, case when $10 then $6::timestamptz end, case when $10 then $6::timestamptz end
       from room returning id
     )
     insert into guardianship (guardian_id, person_id, relation, consent_at, consent_covers, since, station_id)
     select $1, id, $5, case when $8 then $6::timestamptz end, case when $8 then $9::text[] else '{}' end,
       $6::timestamptz, $11::text
     from made returning person_id`,
    [
      guardian,
      person.id,
      person.name,
      person.born ?? null,
      person.relation,
      moment(now),
      most,
      person.consent,
      CONSENT_COVERS,
      person.held,
      person.station ?? null,
    ],
  )
  return rows.length > 0
}

/** A partial update; absent fields keep their current values. */
export type PersonChange = {
  name?: string | undefined
  held: boolean
  born?: string | null | undefined
  consent: boolean
}

export async function updatePerson(
  db: Db,
  guardian: string,
  person: string,
  change: PersonChange,
  now: Instant,
): Promise<boolean> {
  const rows = await db.query(
    `with bond as (
       update guardianship g set consent_at = coalesce(consent_at, case when $6 then $7::timestamptz end),
         consent_covers = case when $6 and consent_at is null then $8::text[] else consent_covers end
       where guardian_id = $1 and person_id = $2 and guards(g, $10) returning person_id
     )
     update person set born = case when $4 then $5 else born end,
       name = case when $9 then name else coalesce($3, name) end,
       new_name = case when $9 then $3 when $3 is null then new_name end,
       new_name_by = case when $9 then $1::uuid when $3 is null then new_name_by end,
       new_name_at = case when $9 then $7::timestamptz when $3 is null then new_name_at end,
       moderate_at = case when $9 then $7::timestamptz when $3 is null then moderate_at end
     from bond where person.id = bond.person_id returning person.id`,
    [
      guardian,
      person,
      change.name ?? null,
      change.born !== undefined,
      change.born ?? null,
      change.consent,
      moment(now),
      CONSENT_COVERS,
      change.held,
      PROXY_ROLES,
    ],
  )
  return rows.length > 0
}

/** Outcome of removing a person: `ended` if another guardian remains, `erased` if this was the last one. */
export type RemoveOutcome = 'gone' | 'still-booked' | 'ended' | 'erased'

export async function removePerson(db: Db, guardian: string, person: string, now: Instant): Promise<RemoveOutcome> {
  const [row] = await db.query<{ outcome: RemoveOutcome }>('select end_guardianship($1, $2, $3) as outcome', [
    guardian,
    person,
    moment(now),
  ])
  return row?.outcome ?? 'gone'
}
