import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'

/** What `viewer` (SQL) reads as the name of `p`: a new one only where they wrote it; else what everybody does. */
export const nameFor = (viewer: string): string =>
  `coalesce(case when p.new_name_by = ${viewer} then p.new_name end, p.shown)`
/** Whether a new name of `p` waits, or was refused. */
export const NAMING = `case when p.new_name is null then null when p.moderate_at is null then 'refused' else 'held' end`

export type HeldName = { person: string; by: string | null; name: string }

/** Names to be looked at again, until `next` nobody else's. */
export async function takeHeldNames(db: Db, now: Instant, next: Instant, most: number): Promise<HeldName[]> {
  return db.query<HeldName>(
    `with due as (
       select id from person where moderate_at <= $1 order by moderate_at limit $3 for no key update skip locked
     )
     update person p set moderate_at = $2 from due d where p.id = d.id
     returning p.id as person, p.new_name_by as by, p.new_name as name`,
    [moment(now), moment(next), most],
  )
}

/** Passed, it is theirs; refused, it waits to be put another way. Of a name that was changed meanwhile nothing is known. */
export async function settleName(
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

/** Those held from before then, the longest waiting first. */
export async function listHeldNames(db: Db, before: Instant): Promise<{ person: string; name: string; at: string }[]> {
  const rows = await db.query<HeldRow>(
    `select id as person, new_name as name, new_name_at as at from person
     where moderate_at is not null and new_name_at <= $1 order by new_name_at, id limit ${MOST}`,
    [moment(before)],
  )
  return rows.map((row) => ({ ...row, at: moment(row.at) }))
}
