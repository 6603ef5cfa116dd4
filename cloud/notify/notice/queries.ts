import { type Instant, moment } from '@core/base/time'
import type { Notice, NoticeKind } from '@core/notify/notice'
import type { Db, Row } from '../../db/port'

type NoticeRow = Row & {
  id: number
  kind: NoticeKind
  at: Instant
  read: boolean
  session_id: string | null
  booking_id: string | null
  detail: Pick<Notice, 'until' | 'was' | 'reason'> | null
  title: string | null
  starts_at: Instant | null
  ends_at: Instant | null
  station_name: string | null
}

const MOST = 200

/**
 * A person's notices, newest first, with the current data of their sessions and stations; some are about neither. A reminder keeps the time it
 * spoke of: of another one there is another reminder.
 */
export async function listNotices(db: Db, person: string): Promise<Notice[]> {
  const rows = await db.query<NoticeRow>(
    `select n.id, n.kind, n.at, n.read_at is not null as read, n.session_id, n.booking_id, n.detail,
       s.title, coalesce(n.starts_at, s.starts_at) as starts_at,
       coalesce(n.starts_at + (s.ends_at - s.starts_at), s.ends_at) as ends_at, t.about->>'name' as station_name
     from notice n
     left join session s on s.station_id = n.station_id and s.id = n.session_id
     left join station t on t.id = n.station_id
     where n.person_id = $1 order by n.id desc limit ${MOST}`,
    [person],
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: moment(row.at),
    read: row.read,
    ...sessionOf(row),
    ...(row.booking_id ? { booking: row.booking_id } : {}),
    ...normaliseMoments(row.detail ?? {}),
  }))
}

/** What a notice says of its session; nothing where it is about a person alone. */
const sessionOf = ({ session_id, title, station_name, starts_at, ends_at }: NoticeRow): Partial<Notice> =>
  session_id === null || title === null || station_name === null || starts_at === null || ends_at === null
    ? {}
    : { session: session_id, title, stationName: station_name, startsAt: moment(starts_at), endsAt: moment(ends_at) }

/** Normalises moments, which the database formats in its own way. */
function normaliseMoments({ until, was, reason }: Pick<Notice, 'until' | 'was' | 'reason'>) {
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
 * Inserts a reminder for each booking of a session that starts in this period, once for each start; the unique index
 * notice_reminder makes it idempotent. Without bookings made or promoted after `before` (just confirmed) and those by proxy (other people's).
 */
export async function insertReminders(
  db: Db,
  from: Instant,
  to: Instant,
  before: Instant,
  now: Instant,
): Promise<void> {
  await db.query(
    `insert into notice (person_id, kind, at, station_id, session_id, booking_id, starts_at)
     select b.booker_id, 'tomorrow', $4, s.station_id, s.id, b.id, s.starts_at from session s
     cross join lateral (select id, booker_id from booking where station_id = s.station_id and session_id = s.id
       and status = 'booked' and coalesce(promoted_at, booked_at) < $3 and not proxy offset 0) b
     where s.starts_at >= $1 and s.starts_at < $2 and s.status = 'open'
     order by b.booker_id, b.id
     on conflict (person_id, booking_id, starts_at) where kind = 'tomorrow' do nothing`,
    [moment(from), moment(to), moment(before), moment(now)],
  )
}

export async function deleteOldNotices(db: Db, before: Instant): Promise<void> {
  await db.query('delete from notice where at < $1', [moment(before)])
}
