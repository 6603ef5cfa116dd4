import { maskName } from '@core/account/person'
import type { BookingAtDoor } from '@core/attendance/door-pack'
import type { Means } from '@core/attendance/means'
import type { RosterEntry } from '@core/attendance/roster'
import { DOOR_CODE_DAYS } from '@core/attendance/scan'
import { DAY, type Instant, moment } from '@core/base/time'
import { isLate } from '@core/catalogue/lateness'
import { stationOf } from '@core/place/ids'
import type { Db } from '../../db/port'

/** A booking at check-in, with its station and street. */
export type DoorBooking = BookingAtDoor & { station: string; street: string }
type DoorRow = {
  id: string
  station_id: string
  street: string
  session_id: string
  status: BookingAtDoor['status']
  generation: number
  seats: number
  title: string
  starts_at: Instant
  ends_at: Instant
  name: string
}
const DOOR = `
  select b.id, b.station_id, t.street, b.session_id, b.status, b.generation, b.seats,
    s.title, s.starts_at, s.ends_at,
    coalesce((select p.shown from seat join person p on p.id = seat.person_id
      where seat.station_id = b.station_id and seat.booking_id = b.id
      order by p.id <> b.booker_id, p.created_at, p.id limit 1), '') as name
  from booking b
  join session s on s.station_id = b.station_id and s.id = b.session_id
  join station t on t.id = b.station_id`

const doorOf = (row: DoorRow): DoorBooking => ({
  booking: row.id,
  station: row.station_id,
  street: row.street,
  session: row.session_id,
  status: row.status,
  generation: row.generation,
  seats: row.seats,
  title: row.title,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  name: maskName(row.name),
})

/** The existing bookings among these ids. */
export async function findDoorBookings(db: Db, ids: string[]): Promise<Map<string, DoorBooking>> {
  const rows = await db.query<DoorRow>(
    `${DOOR} where (b.station_id, b.id) in (select * from unnest((select $1::text[]), (select $2::text[])))`,
    [ids.map(stationOf), ids],
  )
  return new Map(rows.map((row) => [row.id, doorOf(row)]))
}

/**
 * Bookings with this door code in the period around now, nearest first. Codes are unique only within a session; the
 * caller filters by station.
 */
export async function findByCode(db: Db, code: string, now: Instant): Promise<DoorBooking[]> {
  const rows = await db.query<DoorRow>(
    `${DOOR} where b.door_code = $1 and s.starts_at between $2 and $3
     order by abs(extract(epoch from s.starts_at - $4::timestamptz)), s.starts_at, b.station_id, b.id limit 20`,
    [code, moment(now - DOOR_CODE_DAYS.back * DAY), moment(now + DOOR_CODE_DAYS.ahead * DAY), moment(now)],
  )
  return rows.map(doorOf)
}

type CameRow = { at: Instant | null; means: Means | null; again: number | null; left_at: Instant | null }

const cameOf = (row: CameRow, startsAt: Instant, lateMinutes: number | null): RosterEntry['came'] =>
  row.at === null || !row.means
    ? null
    : {
        at: moment(row.at),
        means: row.means,
        again: row.again ?? 0,
        ...(isLate(row.at, startsAt, lateMinutes ?? undefined) ? { late: true as const } : {}),
        ...(row.left_at === null ? {} : { leftAt: moment(row.left_at) }),
      }

export async function listRoster(db: Db, session: string): Promise<RosterEntry[]> {
  type Listed = CameRow & {
    booking: string
    person: string
    name: string
    by_name: string | null
    code: string
    starts_at: Instant
    late_minutes: number | null
  }
  const rows = await db.query<Listed>(
    `select b.id as booking, p.id as person, p.shown as name, case when p.id <> b.booker_id then k.shown end as by_name,
       b.door_code as code, a.at, a.means, a.again, a.left_at, s.starts_at,
       (o.about->>'lateMinutes')::integer as late_minutes
     from seat
     join booking b on b.station_id = seat.station_id and b.id = seat.booking_id
     join session s on s.station_id = b.station_id and s.id = b.session_id
     join offering o on o.station_id = s.station_id and o.id = s.offering_id
     join person p on p.id = seat.person_id
     join person k on k.id = b.booker_id
     left join attendance a on a.station_id = seat.station_id and a.session_id = seat.session_id
       and a.person_id = seat.person_id
     where seat.station_id = $1 and seat.session_id = $2 and seat.live and b.status = 'booked'
     order by b.booked_at, b.place, b.id, p.id <> b.booker_id, p.created_at, p.id`,
    [stationOf(session), session],
  )
  return rows.map((row) => ({
    booking: row.booking,
    person: row.person,
    name: maskName(row.name),
    ...(row.by_name ? { by: maskName(row.by_name) } : {}),
    code: row.code,
    came: cameOf(row, row.starts_at, row.late_minutes),
  }))
}
