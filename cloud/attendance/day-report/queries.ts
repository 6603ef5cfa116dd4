import type { SeatFacts, SessionFacts, WalkInFacts } from '@core/attendance/day-report-build'
import type { Means } from '@core/attendance/means'
import { addDays, type Day, type Instant, moment, startOfDay } from '@core/base/time'
import type { Db } from '../../db/port'

/** Start and end of a day. */
const spanOf = (day: Day): [string, string] => [moment(startOfDay(day)), moment(startOfDay(addDays(day, 1)))]

/** The station's sessions that start that day. */
export async function listSessionsOfDay(db: Db, station: string, day: Day): Promise<SessionFacts[]> {
  type SessionRow = {
    id: string
    title: string
    starts_at: Instant
    ends_at: Instant
    status: 'open' | 'called-off'
    counts_minutes: boolean | null
    late_minutes: number | null
  }
  const rows = await db.query<SessionRow>(
    `select s.id, s.title, s.starts_at, s.ends_at, s.status, (o.about->>'countsMinutes')::boolean as counts_minutes,
       (o.about->>'lateMinutes')::integer as late_minutes
     from session s join offering o on o.station_id = s.station_id and o.id = s.offering_id
     where s.station_id = $1 and s.starts_at >= $2 and s.starts_at < $3 order by s.starts_at, s.id`,
    [station, ...spanOf(day)],
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    calledOff: row.status === 'called-off',
    countsMinutes: row.counts_minutes ?? false,
    lateMinutes: row.late_minutes,
  }))
}

/** Everybody with a seat in these sessions, group by group, with their attendance. */
export async function listSeats(db: Db, station: string, sessions: readonly string[]): Promise<SeatFacts[]> {
  type SeatRow = {
    session: string
    name: string
    code: string
    booker: string | null
    at: Instant | null
    means: Means | null
    by: string | null
    again: number | null
    left_at: Instant | null
  }
  const rows = await db.query<SeatRow>(
    `select b.session_id as session, p.shown as name, b.door_code as code, case when p.id <> b.booker_id then k.shown end as booker, a.at, a.means,
       m.shown as by, a.again, a.left_at
     from booking b
     join seat on seat.station_id = b.station_id and seat.booking_id = b.id and seat.live
     join person p on p.id = seat.person_id
     join person k on k.id = b.booker_id
     left join attendance a on a.station_id = seat.station_id and a.session_id = seat.session_id
       and a.person_id = seat.person_id
     left join person m on m.id = a.scanned_by
     where b.station_id = $1 and b.session_id = any ($2::text[]) and b.status = 'booked'
     order by b.booked_at, b.place, b.id, p.id <> b.booker_id, p.created_at, p.id`,
    [station, sessions],
  )
  return rows.map(({ session, name, code, booker, at, means, by, again, left_at: leftAt }) => ({
    session,
    name,
    code,
    booker,
    came: at === null || !means ? null : { at, means, by, again: again ?? 0, leftAt },
  }))
}

/** Walk-ins of these sessions; without undone ones. */
export const listWalkIns = (db: Db, station: string, sessions: readonly string[]): Promise<WalkInFacts[]> =>
  db.query<WalkInFacts>(
    `select w.session_id as session, w.at, w.seats, m.shown as by, coalesce(w.flag = 'full', false) as full
     from scan w left join person m on m.id = w.by_id
     where w.station_id = $1 and w.session_id = any ($2::text[]) and w.kind = 'walk-in'
       and not exists (select from scan u where u.station_id = w.station_id and u.device = w.device and u.kind = 'undo'
         and u.of_seq = w.seq and u.session_id = w.session_id and u.booking_id is null)
     order by w.at, w.device, w.seq`,
    [station, sessions],
  )

/** A booking that a phone let in despite a refusal: that day, or at any time where its session begins that day. */
export type FlaggedRow = {
  booking: string
  name: string
  code: string
  seats: number
  title: string
  startsAt: Instant
  endsAt: Instant
}
export async function listFlaggedBookings(db: Db, station: string, day: Day): Promise<FlaggedRow[]> {
  type Row = Omit<FlaggedRow, 'startsAt' | 'endsAt'> & { starts_at: Instant; ends_at: Instant }
  const rows = await db.query<Row>(
    `select b.id as booking, b.door_code as code, b.seats, s.title, s.starts_at, s.ends_at,
       coalesce((select p.shown from seat join person p on p.id = seat.person_id
         where seat.station_id = b.station_id and seat.booking_id = b.id
         order by p.id <> b.booker_id, p.created_at, p.id limit 1), '') as name
     from booking b join session s on s.station_id = b.station_id and s.id = b.session_id
     where b.station_id = $1 and b.id in (select c.booking_id from scan c
       join session n on n.station_id = c.station_id and n.id = c.session_id
       where c.station_id = $1 and c.flag is not null and c.kind = 'in' and c.at >= $2
         and (c.at < $3 or (n.starts_at >= $2 and n.starts_at < $3)))
     order by b.id`,
    [station, ...spanOf(day)],
  )
  return rows.map(({ starts_at: startsAt, ends_at: endsAt, ...row }) => ({ ...row, startsAt, endsAt }))
}

/** Names by person id, for the people who scanned. */
export async function findNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; name: string }>(
    'select id, shown as name from person where id = any ($1::uuid[])',
    [ids],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
