import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

/**
 * SQL: the name of a person, `p` or another alias, as shown to `viewer` (an SQL expression). Only its author sees a name that is
 * not approved yet.
 */
export const shownName = (viewer: string, of = 'p'): string =>
  `coalesce(case when ${of}.new_name_by = ${viewer} then ${of}.new_name end, ${of}.shown)`
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

/** Held names that the district decides about: those held since `before`, and at once those whose author WeChat does not know. */
export type ForDistrict = { before: Instant; appid: string | undefined }
/** SQL: whether WeChat cannot be asked about the new name of `p`, because its author has no openid in the app `appid`. */
const unaskable = (appid: string): string =>
  `not exists (select 1 from identity i where i.person_id = p.new_name_by and i.appid = ${appid})`

/**
 * Approves or refuses a held name; a refused one stays until its author changes it. False if it was changed meanwhile, or
 * is not for the district yet.
 */
export async function decideName(
  db: Db,
  person: string,
  name: string,
  passed: boolean,
  { before, appid }: ForDistrict,
): Promise<boolean> {
  const rows = await db.query(
    `update person p set moderate_at = null, name = case when $3 then new_name else name end,
       new_name_by = case when $3 then null else new_name_by end,
       new_name_at = case when $3 then null else new_name_at end, new_name = case when $3 then null else new_name end
     where id = $1 and new_name = $2 and moderate_at is not null
       and (new_name_at <= $4 or ${unaskable('$5::text')}) returning 1`,
    [person, name, passed, moment(before), appid ?? null],
  )
  return rows.length > 0
}

const MOST = 100
type HeldRow = { person: string; name: string; at: Instant }

/** Held names that are for the district, oldest first. */
export async function listHeldNames(
  db: Db,
  { before, appid }: ForDistrict,
): Promise<{ person: string; name: string; at: string }[]> {
  const rows = await db.query<HeldRow>(
    `select id as person, new_name as name, new_name_at as at from person p
     where moderate_at is not null and (new_name_at <= $1 or ${unaskable('$2::text')})
     order by new_name_at, id limit ${MOST}`,
    [moment(before), appid ?? null],
  )
  return rows.map((row) => ({ ...row, at: moment(row.at) }))
}
