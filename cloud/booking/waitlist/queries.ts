import { maskName } from '@core/account/person'
import { type Instant, moment } from '@core/base/time'
import type { WaitlistEntry } from '@core/contract/endpoints/booking/waitlist'
import { stationOf } from '@core/place/ids'
import { waitlistRule } from '../../base/waitlist-rule'
import type { Db } from '../../db/port'

type WaitlistRow = {
  id: string
  status: WaitlistEntry['status']
  seats: number
  name: string
  booked_at: Instant
  overtaken: number
  offer_until: Instant | null
  came: number
}

/** The seated bookings and the waitlist of a session, both in waitlist order. */
export async function listWaitlist(
  db: Db,
  session: string,
): Promise<{ seated: WaitlistEntry[]; waiting: WaitlistEntry[] }> {
  const rows = await db.query<WaitlistRow>(
    `select b.id, b.status, b.seats, b.booked_at, b.overtaken, b.offer_until, b.came,
       coalesce((select p.shown from seat join person p on p.id = seat.person_id
         where seat.station_id = b.station_id and seat.booking_id = b.id
         order by p.id <> b.booker_id, p.created_at, p.id limit 1), '') as name
     from booking b
     where b.station_id = $1 and b.status <> 'cancelled'
       and b.id in (select booking_id from seat where station_id = $1 and session_id = $2 and live)
     order by b.place`,
    [stationOf(session), session],
  )
  let place = 0
  const entries = rows.map(
    (row): WaitlistEntry => ({
      booking: row.id,
      status: row.status,
      name: maskName(row.name),
      size: row.seats,
      since: moment(row.booked_at),
      overtaken: row.overtaken,
      ...(row.status === 'waiting' ? { place: ++place } : {}),
      ...(row.offer_until === null ? {} : { offerUntil: moment(row.offer_until) }),
      ...(row.came > 0 ? { came: true } : {}),
    }),
  )
  return {
    seated: entries.filter((entry) => entry.status !== 'waiting'),
    waiting: entries.filter((entry) => entry.status === 'waiting'),
  }
}

export type Resize = { session: string; by: string; capacity: number; version: number; unseat: readonly string[] }
export type ResizeResult = {
  outcome: 'done' | 'changed-meanwhile' | 'called-off' | 'started' | 'seats-taken'
  over: number
}

/** Changes the capacity; only bookings in `unseat` lose their seats. */
export async function setCapacity(db: Db, { session, by, capacity, version, unseat }: Resize, now: Instant) {
  const [row] = await db.query<ResizeResult>('select outcome, over from set_capacity($1, $2, $3, $4, $5, $6, $7, $8)', [
    stationOf(session),
    session,
    by,
    moment(now),
    capacity,
    version,
    [...unseat],
    waitlistRule(),
  ])
  return row as ResizeResult
}

/** Calls a session off; returns the number of bookings notified, or null if it was called off already. */
export async function callOff(db: Db, session: string, by: string, now: Instant, reason: string) {
  const [row] = await db.query<{ told: number | null }>('select call_off($1, $2, $3, $4, $5) as told', [
    stationOf(session),
    session,
    by,
    moment(now),
    reason,
  ])
  return row?.told ?? null
}

export type DueWaitlist = { station_id: string; id: string; begun: boolean }

/**
 * Sessions with a due waitlist: an offer has expired, a seat is free while somebody waits (people who were busy
 * elsewhere may be free by now, and the one it is held for may be busy), or the session has begun. In a fixed order:
 * somebody in two waitlists at once is seated in the first of them.
 */
export const listDueWaitlists = (db: Db, now: Instant): Promise<DueWaitlist[]> =>
  db.query<DueWaitlist>(
    `select s.station_id, s.id, s.starts_at <= $1 as begun from session s
     where s.waiting > 0 and (s.starts_at <= $1 or (s.status = 'open' and s.taken < s.capacity
       and (s.draw_at is null or s.drawn_at is not null)))
     union
     select b.station_id, b.session_id, false from booking b where b.status = 'offered' and b.offer_until <= $1
     order by 1, 2, 3`,
    [moment(now)],
  )

export async function promoteWaitlist(db: Db, { station_id, id, begun }: DueWaitlist, now: Instant): Promise<void> {
  await db.query(`select ${begun ? 'close_waitlist' : 'promote'}($1, $2, $3, $4)`, [
    station_id,
    id,
    moment(now),
    waitlistRule(),
  ])
}
