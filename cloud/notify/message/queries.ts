import { type Instant, moment } from '@core/base/time'
import { ALLOWED_MOST, type MessageTemplate, type UndeliveredMessage } from '@core/notify/message'
import type { Db, Row } from '../../db/port'

/** Adds one permission for each template. The same key counts once; false if it was used for something else. */
export async function addPermissions(
  db: Db,
  person: string,
  templates: readonly MessageTemplate[],
  key: string,
  now: Instant,
): Promise<boolean> {
  const fingerprint = `permission ${templates.join()}`
  await db.query(
    `with fresh as (
       insert into idempotency (person_id, key, fingerprint, status, answer, at)
       values ($1, $2, $3, 200, '{}', $4) on conflict do nothing returning person_id
     )
     insert into message_permission (person_id, template, allowed, at)
     select f.person_id, t, 1, $4 from fresh f, unnest((select $5::text[])) t order by t
     on conflict (person_id, template) do update
       set allowed = least(message_permission.allowed + 1, $6), at = excluded.at`,
    [person, key, fingerprint, moment(now), templates, ALLOWED_MOST],
  )
  const [kept] = await db.query<{ fingerprint: string }>(
    'select fingerprint from idempotency where person_id = $1 and key = $2',
    [person, key],
  )
  return kept?.fingerprint === fingerprint
}

const MOST = 200
type DeadRow = Row & Omit<UndeliveredMessage, 'at' | 'startsAt'> & { at: Instant; startsAt: Instant }

/** Messages that could not be sent, newest first, without their recipients. */
export async function listUndelivered(db: Db): Promise<UndeliveredMessage[]> {
  const rows = await db.query<DeadRow>(
    `select m.id, m.template, n.kind, coalesce(m.code, '') as code, m.tries, m.at, s.title, a.about->>'name' as "stationName",
       s.starts_at as "startsAt"
     from message m
     join notice n on n.person_id = m.person_id and n.id = m.notice_id
     join session s on s.station_id = n.station_id and s.id = n.session_id
     join station a on a.id = n.station_id
     where m.status = 'dead' order by m.id desc limit ${MOST}`,
    [],
  )
  return rows.map((row) => ({ ...row, at: moment(row.at), startsAt: moment(row.startsAt) }))
}

/** Retries a dead message from the start. False if the message is not dead. */
export async function requeueMessage(db: Db, id: number, now: Instant): Promise<boolean> {
  const rows = await db.query(
    `update message set status = 'queued', tries = 0, next_at = $2 where id = $1 and status = 'dead' returning 1`,
    [id, moment(now)],
  )
  return rows.length > 0
}

export async function deleteOldMessages(db: Db, before: Instant): Promise<void> {
  await db.query('delete from message where at < $1', [moment(before)])
}
