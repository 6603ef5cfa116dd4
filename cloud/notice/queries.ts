import type { Notice, NoticeKind } from '@core/notice'
import { type Instant, moment } from '@core/time'
import type { Db, Row } from '../db/port'

type NoticeRow = Row & {
  id: number
  kind: NoticeKind
  at: Instant
  read: boolean
  session_id: string
  booking_id: string | null
  detail: Pick<Notice, 'until' | 'was' | 'reason'> | null
  title: string
  starts_at: Instant
  ends_at: Instant
  station_name: string
}

const MOST = 200

/** What a person is told, the newest first, as its session and station are by now. */
export async function listNotices(db: Db, person: string): Promise<Notice[]> {
  const rows = await db.query<NoticeRow>(
    `select n.id, n.kind, n.at, n.read_at is not null as read, n.session_id, n.booking_id, n.detail,
       s.title, s.starts_at, s.ends_at, t.about->>'name' as station_name
     from notice n
     join session s on s.station_id = n.station_id and s.id = n.session_id
     join station t on t.id = n.station_id
     where n.person_id = $1 order by n.id desc limit ${MOST}`,
    [person],
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: moment(row.at),
    read: row.read,
    session: row.session_id,
    ...(row.booking_id ? { booking: row.booking_id } : {}),
    title: row.title,
    stationName: row.station_name,
    startsAt: moment(row.starts_at),
    endsAt: moment(row.ends_at),
    ...spokenMoments(row.detail ?? {}),
  }))
}

/** The database writes a moment in its own way. */
function spokenMoments({ until, was, reason }: Pick<Notice, 'until' | 'was' | 'reason'>) {
  return {
    ...(until ? { until: moment(Date.parse(until)) } : {}),
    ...(was ? { was: moment(Date.parse(was)) } : {}),
    ...(reason ? { reason } : {}),
  }
}

export async function countUnread(db: Db, person: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*) from notice where person_id = $1 and read_at is null',
    [person],
  )
  return row?.count ?? 0
}

export async function markRead(db: Db, person: string, upTo: number, now: Instant): Promise<void> {
  await db.query('update notice set read_at = $3 where person_id = $1 and id <= $2 and read_at is null', [
    person,
    upTo,
    moment(now),
  ])
}

/**
 * A reminder for every booking of what starts in that time, once: the index notice_reminder keeps out a second one. Who
 * got their place after `before` has only just heard of it. Who books by proxy needs no reminder of other people's days.
 */
export async function remind(db: Db, from: Instant, to: Instant, before: Instant, now: Instant): Promise<void> {
  await db.query(
    `insert into notice (person_id, kind, at, station_id, session_id, booking_id)
     select b.booker_id, 'tomorrow', $4, s.station_id, s.id, b.id from session s
     cross join lateral (select id, booker_id from booking where station_id = s.station_id and session_id = s.id
       and status = 'booked' and coalesce(promoted_at, booked_at) < $3 and not proxy offset 0) b
     where s.starts_at >= $1 and s.starts_at < $2 and s.status = 'open'
     order by b.booker_id, b.id
     on conflict (person_id, booking_id) where kind = 'tomorrow' do nothing`,
    [moment(from), moment(to), moment(before), moment(now)],
  )
}

export async function forgetNotices(db: Db, before: Instant): Promise<void> {
  await db.query('delete from notice where at < $1', [moment(before)])
}
