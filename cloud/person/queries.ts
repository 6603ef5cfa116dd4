import type { Standing } from '@core/offering'
import type { Person, Relation } from '@core/person'
import type { Role } from '@core/role'
import { type Instant, moment } from '@core/time'
import type { Db, Row } from '../db/port'

type PersonRow = Row & { id: string; name: string; born: string | null; standing: Standing[]; relation: Relation }

const personOf = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  relation: row.relation,
  ...(row.born ? { born: row.born } : {}),
  standing: row.standing,
})

/** Me first, then those I care for, in the order they joined. */
export async function listHousehold(db: Db, guardian: string): Promise<Person[]> {
  const rows = await db.query<PersonRow>(
    `select p.id, p.name, p.born, p.standing, g.relation
     from guardianship g join person p on p.id = g.person_id
     where g.guardian_id = $1 order by g.relation <> 'self', g.since, p.id`,
    [guardian],
  )
  return rows.map(personOf)
}

export async function listRoles(db: Db, person: string): Promise<Role[]> {
  return db.query<Role>('select role, scope from role where person_id = $1 order by role, scope', [person])
}

export type NewPerson = { id: string; name: string; born?: string | undefined; relation: Relation; consent: boolean }

/**
 * A person and the bond to their guardian, together; none when the household has `most` already. The guardian's
 * own row counts: of two who join at once, the second sees the first.
 */
export async function insertPerson(
  db: Db,
  guardian: string,
  person: NewPerson,
  most: number,
  now: Instant,
): Promise<boolean> {
  const rows = await db.query(
    `with room as (
       update person set household = household + 1 where id = $1 and household < $7 returning id
     ), made as (
       insert into person (id, name, born, created_at) select $2, $3, $4, $6::timestamptz from room returning id
     )
     insert into guardianship (guardian_id, person_id, relation, consent_at, since)
     select $1, id, $5, case when $8 then $6::timestamptz end, $6::timestamptz from made returning person_id`,
    [guardian, person.id, person.name, person.born ?? null, person.relation, moment(now), most, person.consent],
  )
  return rows.length > 0
}

/** What is to be other than it was; what is not named stays as it is at that moment. */
export type PersonChange = { name?: string | undefined; born?: string | null | undefined; consent: boolean }

export async function updatePerson(
  db: Db,
  guardian: string,
  person: string,
  change: PersonChange,
  now: Instant,
): Promise<boolean> {
  const rows = await db.query(
    `with bond as (
       update guardianship set consent_at = coalesce(consent_at, case when $6 then $7::timestamptz end)
       where guardian_id = $1 and person_id = $2 returning person_id
     )
     update person set name = coalesce($3, name), born = case when $4 then $5 else born end
     from bond where person.id = bond.person_id returning person.id`,
    [
      guardian,
      person,
      change.name ?? null,
      change.born !== undefined,
      change.born ?? null,
      change.consent,
      moment(now),
    ],
  )
  return rows.length > 0
}

/**
 * The bond goes, and with it the name and birth month, also from the answers kept for retries. Times that are
 * past no longer hold anyone back; one that is ahead does: `person_time_household` is violated.
 */
export async function removePerson(db: Db, guardian: string, person: string, now: Instant): Promise<boolean> {
  const rows = await db.query(
    `with past as (
       delete from person_time where guardian_id = $1 and person_id = $2 and upper(during) <= $3
     ), bond as (
       delete from guardianship where guardian_id = $1 and person_id = $2 and relation <> 'self' returning person_id
     ), room as (
       update person set household = household - 1 from bond where person.id = $1
     ), booked as (
       update idempotency set answer =
         regexp_replace(answer, '("id":"' || bond.person_id || '","name":")([^"\\\\]|\\\\.)*"', '\\1"', 'g')
       from bond where idempotency.person_id = $1 and status = 201
     ), refused as (
       -- A refusal has names without ids. What names the one who left is not found when it is asked again.
       delete from idempotency using bond
       where idempotency.person_id = $1 and status = 409 and strpos(answer, '"names":') > 0
     )
     update person set name = '', born = null, standing = '{}' from bond where person.id = bond.person_id
     returning person.id`,
    [guardian, person, moment(now)],
  )
  return rows.length > 0
}

/** Did a guardian say yes for this one? */
export async function hasConsent(db: Db, guardian: string, person: string): Promise<boolean> {
  const [row] = await db.query<{ given: boolean }>(
    'select consent_at is not null as given from guardianship where guardian_id = $1 and person_id = $2',
    [guardian, person],
  )
  return row?.given ?? false
}
