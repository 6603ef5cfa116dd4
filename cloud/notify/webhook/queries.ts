import { type Instant, moment } from '@core/base/time'
import type { MessageTemplate } from '@core/notify/message'
import type { Db } from '../../db/port'

/** They want no more messages of these templates; what they have allowed since that moment is good. */
export async function withdrawPermissions(
  db: Db,
  person: string,
  templates: readonly MessageTemplate[],
  at: Instant,
): Promise<void> {
  await db.query('update permission set allowed = 0 where person_id = $1 and template = any ($2) and at <= $3', [
    person,
    templates,
    moment(at),
  ])
}

/** One that WeChat took, and that did not arrive. `refused`: they allow none, whatever we have counted up to then. */
export async function markUndelivered(
  db: Db,
  person: string,
  msgid: string,
  code: string,
  refused: boolean,
): Promise<boolean> {
  const rows = await db.query(
    `with found as (
       update message set status = case when $4 then 'refused' else 'dead' end, code = $3
       where person_id = $1 and msgid = $2 and status = 'sent' returning template, claimed_at
     ), struck as (
       update permission p set allowed = 0 from found f
       where $4 and p.person_id = $1 and p.template = f.template and p.at <= f.claimed_at
     )
     select 1 from found`,
    [person, msgid, code, refused],
  )
  return rows.length > 0
}

/** The first time counts; who was erased meanwhile has left already. */
export async function markLeaving(db: Db, person: string, at: Instant): Promise<void> {
  await db.query(
    `insert into leaving (person_id, at) select id, $2 from person where id = $1 and erased_at is null
     on conflict do nothing`,
    [person, moment(at)],
  )
}

/** Whoever used a login since is still there. */
export async function cancelLeavingOfActive(db: Db): Promise<void> {
  await db.query(
    `delete from leaving l using login w
     where w.person_id = l.person_id and coalesce(w.used_at, w.created_at) > l.at`,
    [],
  )
}

export async function listLeaving(db: Db, before: Instant): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    'select person_id as id from leaving where at <= $1 order by at, person_id',
    [moment(before)],
  )
  return rows.map(({ id }) => id)
}
