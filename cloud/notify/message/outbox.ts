import { DAY, type Instant, moment } from '@core/base/time'
import { ALLOWED_MOST, type MessageTemplate, PUSHED_NOTICES, type PushedKind } from '@core/notify/message'
import type { Db, Row } from '../../db/port'

/** Notices queued per statement, and people sent to in parallel. */
const NOTICES = 500
const PEOPLE = 20
const KINDS = PUSHED_NOTICES.map(({ kind }) => `'${kind}'`).join(', ')
/** Age at which a notice is no longer sent: the person has found it in the inbox, or it is no news. */
const NEWS_FOR = DAY

/**
 * Queues a message for each notice that goes out, once; returns the number of notices processed. Those already
 * read, caused by the person's own action, or old stay in the inbox.
 */
export async function queueNotices(db: Db, templates: readonly MessageTemplate[], now: Instant): Promise<number> {
  const rows = await db.query(
    `with due as (
       select person_id, id, kind, at, read_at from notice where not posted and kind in (${KINDS})
       order by id limit ${NOTICES} for update skip locked
     ), made as (
       insert into message (person_id, notice_id, template, rank, status, next_at, at)
       select d.person_id, d.id, k.template, k.rank, 'queued', $1, d.at
       from due d join jsonb_to_recordset($2::jsonb) k(kind text, template text, rank smallint) on k.kind = d.kind
       where d.read_at is null and d.at > $3 and k.template = any ($4)
       on conflict do nothing
     )
     update notice n set posted = true from due d where n.person_id = d.person_id and n.id = d.id returning 1`,
    [moment(now), JSON.stringify(PUSHED_NOTICES), moment(now - NEWS_FOR), templates],
  )
  return rows.length
}

export type LeasedMessage = {
  person: string
  notice: number
  template: MessageTemplate
  status: 'sending' | 'none'
  tries: number
  kind: PushedKind
  booking: string | null
  title: string
  stationName: string
  startsAt: Instant
  until: string | null
}

type ClaimedRow = Row & LeasedMessage

/**
 * SQL: why a message is not sent any more, or null. Its notice was deleted or read, the session has begun or was moved
 * from the date of a reminder, or what it tells holds no longer: an offer was answered or has another deadline by now, a
 * seat was lost or is back.
 */
const WHY = `case
  when n.id is null or s.id is null then 'gone'
  when n.read_at is not null then 'read'
  when s.starts_at <= $1 or n.kind = 'offered' and (n.detail->>'until')::timestamptz <= $1 then 'late'
  when n.kind = 'tomorrow' and n.starts_at <> s.starts_at then 'moved'
  when n.kind = 'offered' and (n.detail->>'until')::timestamptz is distinct from b.offer_until
    or n.kind = 'unseated' and b.status <> 'waiting'
    or n.kind in ('promoted', 'drawn', 'tomorrow') and coalesce(b.status, '') not in ('offered', 'booked') then 'over'
  end`

/**
 * Leases the next messages to `by` until `until`, by rank, one per person. Each uses one permission; those without one
 * end with status `none`. Lease and permission are taken in one statement, so that with any number of processes each
 * message has one sender and no permission is used twice. A message of a dead sender already has its permission.
 */
export async function leaseMessages(db: Db, by: string, until: Instant, now: Instant): Promise<LeasedMessage[]> {
  return db.query<ClaimedRow>(
    `with due as (
       select m.person_id, m.notice_id, m.id, m.template, m.rank, m.status from message m
       where m.status in ('queued', 'sending')
         and case m.status when 'queued' then m.next_at <= $1 else m.lease_until <= $1 end
         -- WeChat accepts one message at a time for a person.
         and not exists (select 1 from message o where o.person_id = m.person_id and o.status = 'sending' and o.lease_until > $1)
         -- The last permissions are reserved for more important messages that wait for a retry.
         and not exists (select 1 from message_permission p where m.status = 'queued' and p.person_id = m.person_id
           and p.template = m.template and p.allowed > 0 and p.allowed <= (select count(*) from message h
             where h.person_id = m.person_id and h.template = m.template and h.status = 'queued'
               and (h.rank, h.id) < (m.rank, m.id) and h.next_at > $1))
       order by m.rank, m.id limit ${PEOPLE} for update of m skip locked
     ), first as (
       select distinct on (d.person_id) d.*, ${WHY} as why from due d
       left join notice n on n.person_id = d.person_id and n.id = d.notice_id
       left join session s on s.station_id = n.station_id and s.id = n.session_id
       left join booking b on b.station_id = n.station_id and b.id = n.booking_id
       order by d.person_id, d.rank, d.id
     ), held as (
       select p.person_id, p.template from message_permission p
       join first f on f.person_id = p.person_id and f.template = p.template and f.status = 'queued' and f.why is null
       where p.allowed > 0 order by p.person_id for update of p
     ), spent as (
       update message_permission p set allowed = p.allowed - 1 from held h
       where p.person_id = h.person_id and p.template = h.template and p.allowed > 0 returning p.person_id
     ), fate as (
       select f.person_id, f.notice_id,
         coalesce(f.why, case when f.status = 'queued' and s.person_id is null then 'no-permission' end) as why
       from first f left join spent s on s.person_id = f.person_id
     ), taken as (
       update message m set status = case when f.why is null then 'sending' else 'none' end, code = coalesce(f.why, m.code),
         lease_by = case when f.why is null then $2 end, lease_until = case when f.why is null then $3::timestamptz end,
         claimed_at = $1
       from fate f where m.person_id = f.person_id and m.notice_id = f.notice_id
       returning m.person_id, m.notice_id, m.template, m.status, m.tries
     )
     select t.person_id as person, t.notice_id as notice, t.template, t.status, t.tries, n.kind, n.booking_id as booking,
       s.title, a.about->>'name' as "stationName", s.starts_at as "startsAt", n.detail->>'until' as until
     from taken t
     left join notice n on n.person_id = t.person_id and n.id = t.notice_id
     left join session s on s.station_id = n.station_id and s.id = n.session_id
     left join station a on a.id = n.station_id`,
    [moment(now), by, moment(until)],
  )
}

export type SendOutcome = {
  status: 'sent' | 'none' | 'refused' | 'dead' | 'queued'
  code: string | null
  tries: number
  nextAt: Instant
  /** `back`: WeChat did not use the permission. `gone`: WeChat says that there is none. */
  permission: 'used' | 'back' | 'gone'
  /** WeChat's msgid, once it accepted the message. */
  msgid?: string | null
}

/** Writes the outcome of a message and its permission; no effect if the lease has passed to another process. */
export async function finishMessage(
  db: Db,
  by: string,
  { person, notice }: LeasedMessage,
  ended: SendOutcome,
): Promise<void> {
  const { status, code, tries, nextAt, permission, msgid = null } = ended
  await db.query(
    `with ended as (
       update message set status = $4, code = $5, tries = $6, next_at = $7, msgid = $9, lease_by = null, lease_until = null
       where person_id = $1 and notice_id = $2 and status = 'sending' and lease_by = $3
       returning person_id, template, claimed_at
     )
     update message_permission p set allowed = case $8 when 'back' then least(p.allowed + 1, $10) else 0 end from ended e
     where p.person_id = e.person_id and p.template = e.template
       -- Permissions given after the lease stay.
       and ($8 = 'back' or $8 = 'gone' and p.at <= e.claimed_at)`,
    [person, notice, by, status, code, tries, moment(nextAt), permission, msgid, ALLOWED_MOST],
  )
}

/** Postpones the whole queue: the daily quota is used up, or our messages are blocked. */
export async function pauseAll(db: Db, until: Instant): Promise<void> {
  await db.query(
    `update message m set next_at = $1 from (
       select person_id, notice_id from message where status = 'queued' and next_at < $1 for update skip locked
     ) w where m.person_id = w.person_id and m.notice_id = w.notice_id`,
    [moment(until)],
  )
}
