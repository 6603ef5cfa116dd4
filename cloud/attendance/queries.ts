import type { Means, RosterEntry } from '@core/attendance'
import type { BookingStatus } from '@core/booking'
import { maskName } from '@core/person'
import { stationOf } from '@core/session'
import { DAY, type Instant, moment } from '@core/time'
import type { Db } from '../db/port'

/** What a door needs to know of a booking, and whose door it is. */
export type DoorBooking = {
  id: string
  station_id: string
  street: string
  session_id: string
  status: BookingStatus
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
    coalesce((select p.name from seat join person p on p.id = seat.person_id
      where seat.station_id = b.station_id and seat.booking_id = b.id
      order by p.id <> b.booker_id, p.created_at limit 1), '') as name
  from booking b
  join session s on s.station_id = b.station_id and s.id = b.session_id
  join station t on t.id = b.station_id`

export async function findDoorBooking(db: Db, id: string): Promise<DoorBooking | undefined> {
  const [row] = await db.query<DoorBooking>(`${DOOR} where b.station_id = $1 and b.id = $2`, [stationOf(id), id])
  return row
}

/** How far from now a code's session may be: yesterday's is told so, and whatever is booked ahead. */
const CODE_DAYS = { back: 1, ahead: 31 }

/**
 * The figures are unique in their session alone: all bookings of the coming weeks that have them, for the caller to keep
 * those they look after.
 */
export const findByCode = (db: Db, code: string, now: Instant): Promise<DoorBooking[]> =>
  db.query<DoorBooking>(
    `${DOOR} where b.code = $1 and s.starts_at between $2 and $3 order by s.starts_at desc limit 20`,
    [code, moment(now - CODE_DAYS.back * DAY), moment(now + CODE_DAYS.ahead * DAY)],
  )

export type Arrival = {
  booking: string
  at: Instant
  means: Means
  scannedBy: string
  device: string
  seq: number
}

/**
 * Everybody of the booking has come, unless they had. The booking's own row moves first: a cancellation at
 * the same moment waits for it, and one of the two finds that it is too late. Null when it was cancelled.
 */
export async function insertArrival(db: Db, arrival: Arrival): Promise<{ fresh: number } | null> {
  const [row] = await db.query<{ found: number; fresh: number }>(
    `with here as (
       update booking set came = seats where station_id = $1 and id = $2 and status = 'booked'
       returning station_id, id, session_id
     ), arrived as (
       insert into attendance (station_id, session_id, person_id, booking_id, at, means, scanned_by, device, seq)
       select here.station_id, here.session_id, seat.person_id, here.id, $3, $4, $5, $6, $7
       from here join seat on seat.station_id = here.station_id and seat.booking_id = here.id and seat.live and seat.seated
       on conflict (station_id, session_id, person_id) do nothing
       returning 1
     )
     select (select count(*) from here)::int as found, (select count(*) from arrived)::int as fresh`,
    [
      stationOf(arrival.booking),
      arrival.booking,
      moment(arrival.at),
      arrival.means,
      arrival.scannedBy,
      arrival.device,
      arrival.seq,
    ],
  )
  return row && row.found > 0 ? { fresh: row.fresh } : null
}

/** How and when this booking's people first came in. */
export async function findArrival(
  db: Db,
  booking: string,
): Promise<{ at: Instant; device: string; seq: number } | undefined> {
  const [row] = await db.query<{ at: Instant; device: string; seq: number }>(
    `select at, device, seq from attendance
     where station_id = $1 and booking_id = $2 order by at limit 1`,
    [stationOf(booking), booking],
  )
  return row
}

export async function listRoster(db: Db, session: string): Promise<RosterEntry[]> {
  const rows = await db.query<{
    booking: string
    person: string
    name: string
    code: string
    at: Instant | null
    means: Means | null
  }>(
    `select b.id as booking, p.id as person, p.name, b.code, a.at, a.means
     from seat
     join booking b on b.station_id = seat.station_id and b.id = seat.booking_id
     join person p on p.id = seat.person_id
     left join attendance a on a.station_id = seat.station_id and a.session_id = seat.session_id
       and a.person_id = seat.person_id
     where seat.station_id = $1 and seat.session_id = $2 and seat.live and b.status = 'booked'
     order by b.booked_at, b.id, p.id <> b.booker_id, p.created_at, p.id`,
    [stationOf(session), session],
  )
  return rows.map(({ at, means, name, ...row }) => ({
    ...row,
    name: maskName(name),
    came: at !== null && means ? { at: moment(at), means } : null,
  }))
}
