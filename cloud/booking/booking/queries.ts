import { type Instant, moment } from '@core/base/time'
import { type Booking, cancelUntil } from '@core/booking/booking'
import type { Offering } from '@core/catalogue/offering'
import { stationOf } from '@core/place/ids'
import { shownName } from '../../account/name/queries'
import { PROXY_ROLES } from '../../account/ward/proxy-roles'
import { waitlistRule } from '../../base/waitlist-rule'
import type { Db, Row } from '../../db/port'

type BookingRow = Row & {
  id: string
  status: Booking['status']
  session_id: string
  generation: number
  seats: number
  title: string
  station_name: string
  phone: string
  starts_at: Instant
  ends_at: Instant
  offering: Offering
  code: string
  booked_at: Instant
  version: number
  offer_until: Instant | null
  leave_until: Instant | null
  asked_from: Instant | null
  ended: Booking['ended'] | null
  reason: string
  overtaken: number
  proxy: boolean
  draw_at: Instant | null
  drawn_at: Instant | null
  ahead: { parties: number; people: number } | null
  people: { id: string; name: string; came: boolean }[]
}

export type OwnBooking = { booking: Booking; generation: number; seats: number }

/** Filter: one booking, or those of a session; `wards`: include those by proxy. */
type Which = { id?: string; session?: string | undefined; wards?: boolean }

/** The booker's own bookings, coming ones first. Other people's ids answer like missing ones. */
export async function listOwn(db: Db, booker: string, now: Instant, which: Which): Promise<OwnBooking[]> {
  const { id = null, session = null, wards = false } = which
  const rows = await db.query<BookingRow>(
    `select b.id, b.status, b.session_id, b.generation, b.seats, b.door_code as code, b.booked_at, b.version, b.offer_until,
       b.leave_until, b.asked_from, b.ended, b.overtaken, b.proxy, s.reason, s.draw_at, s.drawn_at,
       case when b.status = 'waiting' then
         (select json_build_object('parties', count(*), 'people', coalesce(sum(w.seats), 0)) from booking w
          where w.station_id = b.station_id and w.session_id = b.session_id and w.status = 'waiting'
            and w.place < b.place) end as ahead,
       s.title, s.starts_at, s.ends_at, t.about->>'name' as station_name, t.about->>'phone' as phone, o.about as offering,
       (select json_agg(json_build_object('id', p.id, 'came', a.person_id is not null, 'name',
          case when g.person_id is null then '' else ${shownName('b.booker_id')} end)
                        order by p.id <> b.booker_id, p.created_at, p.id)
        from seat join person p on p.id = seat.person_id
        -- Names are shown only of people whom the booker still cares for.
        left join guardianship g on g.guardian_id = b.booker_id and g.person_id = p.id and guards(g, $6)
        left join attendance a on a.station_id = b.station_id and a.session_id = b.session_id
          and a.person_id = p.id and a.booking_id = b.id
        where seat.station_id = b.station_id and seat.booking_id = b.id) as people
     from booking b
     join session s on s.station_id = b.station_id and s.id = b.session_id
     join offering o on o.station_id = s.station_id and o.id = s.offering_id
     join station t on t.id = b.station_id
     where b.booker_id = $1 and ($2::text is null or (b.station_id = split_part($2, '.', 1) and b.id = $2))
       and ($4::text is null or (b.station_id = split_part($4, '.', 1) and b.session_id = $4)) and ($5 or not b.proxy)
     order by (b.status <> 'cancelled' and s.ends_at > $3) desc, s.starts_at desc, b.id limit 500`,
    [booker, id, moment(now), session, wards, PROXY_ROLES],
  )
  return rows.map((row) => ({
    generation: row.generation,
    seats: row.seats,
    booking: {
      id: row.id,
      status: row.status,
      session: row.session_id,
      title: row.title,
      stationName: row.station_name,
      phone: row.phone,
      startsAt: moment(row.starts_at),
      endsAt: moment(row.ends_at),
      cancelUntil: moment(cancelUntil(row.offering, moment(row.starts_at), row.leave_until)),
      people: row.people ?? [],
      code: row.code,
      bookedAt: moment(row.booked_at),
      version: row.version,
      ...(row.ahead
        ? { line: { place: row.ahead.parties + 1, ahead: row.ahead.people, overtaken: row.overtaken } }
        : {}),
      ...(row.status === 'waiting' && row.draw_at !== null && row.drawn_at === null
        ? { drawAt: moment(row.draw_at) }
        : {}),
      ...(row.offer_until === null ? {} : { offerUntil: moment(row.offer_until) }),
      ...(row.asked_from === null ? {} : { askedFrom: moment(row.asked_from) }),
      ...(row.ended ? { ended: row.ended } : {}),
      // A manager's reason is shown only to those it concerns.
      ...(row.reason && (row.ended === 'station' || row.asked_from !== null) ? { reason: row.reason } : {}),
      ...(row.proxy ? { proxy: true as const } : {}),
      ...(row.offering.wall ? { wall: true as const } : {}),
    },
  }))
}

/**
 * Gives back the seats or the place in the waitlist; false if it is not theirs, has ended, or somebody has checked in.
 */
export async function leaveBooking(db: Db, booker: string, id: string, now: Instant, how: 'self' | 'late') {
  const [row] = await db.query<{ left: boolean }>('select cancel_booking($1, $2, $3, $4, $5, $6) as left', [
    stationOf(id),
    id,
    booker,
    moment(now),
    how,
    waitlistRule(),
  ])
  return row?.left === true
}

export type Accepted = 'accepted' | 'offer-over' | 'moved-again' | 'cancelled' | 'started' | 'not-offered'

/** Accepts an offer or a new time, by its booker. `starts`: the start that they read, if they say so. */
export async function acceptBooking(
  db: Db,
  booker: string,
  id: string,
  now: Instant,
  starts: string | undefined,
): Promise<Accepted> {
  const [row] = await db.query<{ outcome: Accepted | null }>(
    'select accept_booking($1, $2, $3, $4, $5, $6) as outcome',
    [stationOf(id), id, booker, moment(now), waitlistRule(), starts ?? null],
  )
  return row?.outcome ?? 'not-offered'
}
