import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

/**
 * SQL: the name of `p` as shown to `viewer` (an SQL expression). Only its author sees a name that is not approved yet.
 */
export const shownName = (viewer: string): string =>
  `coalesce(case when p.new_name_by = ${viewer} then p.new_name end, p.shown)`
/** SQL: whether a new name of `p` is held or refused. */
export const NAMING = `case when p.new_name is null then null when p.moderate_at is null then 'refused' else 'held' end`

export type HeldName = { person: string; by: string | null; text: string }

/** Leases held names that are due for another check, until `next`. */
export async function leaseHeldNames(db: Db, now: Instant, next: Instant, most: number): Promise<HeldName[]> {
  return db.query<HeldName>(
    `with due as (
       select id from person where moderate_at <= $1 order by moderate_at, new_name_at, id limit $3 for no key update skip locked
     )
     update person p set moderate_at = $2 from due d where p.id = d.id
     returning p.id as person, p.new_name_by as by, p.new_name as text`,
    [moment(now), moment(next), most],
  )
}

/**
 * Approves or refuses a held name; a refused one stays until its author changes it. False if it was changed meanwhile.
 */
export async function decideName(
  db: Db,
  person: string,
  name: string,
  passed: boolean,
  before: Instant,
): Promise<boolean> {
  const rows = await db.query(
    `update person set moderate_at = null, name = case when $3 then new_name else name end,
       new_name_by = case when $3 then null else new_name_by end,
       new_name_at = case when $3 then null else new_name_at end, new_name = case when $3 then null else new_name end
     where id = $1 and new_name = $2 and moderate_at is not null and new_name_at <= $4 returning 1`,
    [person, name, passed, moment(before)],
  )
  return rows.length > 0
}

const MOST = 100
type HeldRow = { person: string; name: string; at: Instant }

/** Names held since `before` or earlier, oldest first. */
export async function listHeldNames(db: Db, before: Instant): Promise<{ person: string; name: string; at: string }[]> {
  const rows = await db.query<HeldRow>(
    `select id as person, new_name as name, new_name_at as at from person
     where moderate_at is not null and new_name_at <= $1 order by new_name_at, id limit ${MOST}`,
    [moment(before)],
  )
  return rows.map((row) => ({ ...row, at: moment(row.at) }))
}
