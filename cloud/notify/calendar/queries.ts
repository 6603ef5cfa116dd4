import { type Instant, moment } from '@core/base/time'
import type { Db, Row } from '../../db/port'
import type { CalendarBooking } from './text'

type DatedRow = Row & {
  id: string
  status: CalendarBooking['status']
  version: number
  title: string
  starts_at: Instant
  ends_at: Instant
  booked_at: Instant
  station_name: string
  address: string
  phone: string
}

const MOST = 500

/**
 * A person's confirmed bookings by start, without those by proxy, at most the latest MOST; or one booking of any status
 * by its id.
 */
export async function listCalendarBookings(
  db: Db,
  booker: string,
  id: string | null = null,
): Promise<CalendarBooking[]> {
  const rows = await db.query<DatedRow>(
    `select b.id, b.status, b.version, b.booked_at, s.title, s.starts_at, s.ends_at, t.about->>'name' as station_name,
       t.about->>'address' as address, t.about->>'phone' as phone
     from booking b
     join session s on s.station_id = b.station_id and s.id = b.session_id
     join station t on t.id = b.station_id
     where b.booker_id = $1 and case when $2::text is null then b.status = 'booked' and not b.proxy
       else b.station_id = split_part($2, '.', 1) and b.id = $2 end
     order by s.starts_at desc, b.id limit ${MOST}`,
    [booker, id],
  )
  return rows.reverse().map((row) => ({
    id: row.id,
    status: row.status,
    version: row.version,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    bookedAt: row.booked_at,
    stationName: row.station_name,
    address: row.address,
    phone: row.phone,
  }))
}

/** Replaces the person's feed token; of two concurrent ones the later stays. */
export async function writeFeedToken(db: Db, person: string, hash: string, now: Instant): Promise<void> {
  await db.query(
    `insert into calendar (person_id, token_hash, since) values ($1, $2, $3)
     on conflict (person_id) do update set token_hash = excluded.token_hash, since = excluded.since`,
    [person, hash, moment(now)],
  )
}

export async function findOwner(db: Db, hash: string): Promise<string | undefined> {
  const [row] = await db.query<{ person_id: string }>('select person_id from calendar where token_hash = $1', [hash])
  return row?.person_id
}
