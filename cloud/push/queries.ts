import type { Template } from '@core/message'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'

/** They want no more messages of these templates; what they have allowed since that moment is good. */
export async function withdraw(db: Db, person: string, templates: readonly Template[], at: Instant): Promise<void> {
  await db.query(
    'update message_permission set allowed = 0 where person_id = $1 and template = any ($2) and at <= $3',
    [person, templates, moment(at)],
  )
}

/** One that WeChat took, and that did not arrive. `refused`: they allow none, whatever we have counted up to then. */
export async function undeliver(
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
       update message_permission p set allowed = 0 from found f
       where $4 and p.person_id = $1 and p.template = f.template and p.at <= f.claimed_at
     )
     select 1 from found`,
    [person, msgid, code, refused],
  )
  return rows.length > 0
}

/** The first time counts; who was erased meanwhile has left already. */
export async function writeLeaving(db: Db, person: string, at: Instant): Promise<void> {
  await db.query(
    `insert into pending_erasure (person_id, at) select id, $2 from person where id = $1 and erased_at is null
     on conflict do nothing`,
    [person, moment(at)],
  )
}

/** Whoever used a login since is still there. */
export async function keepThoseWhoStay(db: Db): Promise<void> {
  await db.query(
    `delete from pending_erasure l using login w
     where w.person_id = l.person_id and coalesce(w.used_at, w.created_at) > l.at`,
    [],
  )
}

export async function listLeft(db: Db, before: Instant): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    'select person_id as id from pending_erasure where at <= $1 order by at, person_id',
    [moment(before)],
  )
  return rows.map(({ id }) => id)
}
