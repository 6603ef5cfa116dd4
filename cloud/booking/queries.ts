import type { Booking } from '@core/booking'
import { cancelUntil } from '@core/booking'
import type { Offering } from '@core/offering'
import { stationOf } from '@core/session'
import { type Instant, moment } from '@core/time'
import type { Db, Row } from '../db/port'

export type NewBooking = {
  id: string
  session: string
  booker: string
  people: readonly string[]
  code: string
  now: Instant
  key: string
  fingerprint: string
  /** What will be answered, now and to every retry. */
  answer: string
}

/**
 * The booking, in one statement: places, seats, everybody's time and the key's answer together or not at all.
 * False when the session had no such places (any more). What somebody already holds is refused by its
 * constraint, and the whole statement with it: seat_once, person_time_free, person_time_household,
 * booking_code, idempotency_once.
 */
export async function insertBooking(db: Db, booking: NewBooking): Promise<boolean> {
  const rows = await db.query(
    `with place as (
       update session set taken = taken + $4, version = version + 1
       where station_id = $1 and id = $2 and status = 'open' and taken + $4 <= capacity and starts_at > $7
       returning starts_at, ends_at
     ), made as (
       insert into booking (station_id, id, session_id, booker_id, seats, code, booked_at)
       select $1, $3, $2, $5, $4, $6, $7::timestamptz from place
     ), seated as (
       insert into seat (station_id, session_id, booking_id, person_id)
       select $1, $2, $3, person from place, unnest($8::uuid[]) person
     ), timed as (
       insert into person_time (person_id, guardian_id, during, station_id, booking_id)
       select person, $5, tstzrange(starts_at, ends_at), $1, $3 from place, unnest($8::uuid[]) person
     ), kept as (
       insert into idempotency (person_id, key, fingerprint, status, answer, at)
       select $5, $9, $10, 201, $11, $7::timestamptz from place
     )
     select 1 from place`,
    [
      stationOf(booking.session),
      booking.session,
      booking.id,
      booking.people.length,
      booking.booker,
      booking.code,
      moment(booking.now),
      // One order for everybody, so that two households never wait for one another.
      [...booking.people].sort(),
      booking.key,
      booking.fingerprint,
      booking.answer,
    ],
  )
  return rows.length > 0
}

export type KeptAnswer = { fingerprint: string; status: number; answer: string }

export async function findKept(db: Db, person: string, key: string): Promise<KeptAnswer | undefined> {
  const [row] = await db.query<KeptAnswer>(
    'select fingerprint, status, answer from idempotency where person_id = $1 and key = $2',
    [person, key],
  )
  return row
}

/**
 * Keeps an answer unless one is kept already; either way, what is kept is what counts. It may name people, so it is
 * kept only while all of them are still of the household, which they stay until it is written: undefined otherwise.
 */
export async function keepAnswer(
  db: Db,
  person: string,
  key: string,
  kept: KeptAnswer,
  people: readonly string[],
  now: Instant,
): Promise<KeptAnswer | undefined> {
  await db.query(
    `with bond as (
       select person_id from guardianship where guardian_id = $1 and person_id = any($7::uuid[]) for key share
     )
     insert into idempotency (person_id, key, fingerprint, status, answer, at)
     select $1, $2, $3, $4, $5, $6 where (select count(*) from bond) = cardinality($7::uuid[])
     on conflict do nothing`,
    [person, key, kept.fingerprint, kept.status, kept.answer, moment(now), people],
  )
  return findKept(db, person, key)
}

/** Which of these people hold the session, or another at its time. */
export async function findHeld(
  db: Db,
  session: string,
  people: readonly string[],
  from: string,
  to: string,
): Promise<{ here: string[]; elsewhere: string[] }> {
  const here = await db.query<{ person_id: string }>(
    'select person_id from seat where station_id = $1 and session_id = $2 and live and person_id = any($3::uuid[])',
    [stationOf(session), session, people],
  )
  const elsewhere = await db.query<{ person_id: string }>(
    'select person_id from person_time where person_id = any($1::uuid[]) and during && tstzrange($2, $3)',
    [people, from, to],
  )
  return { here: here.map((row) => row.person_id), elsewhere: elsewhere.map((row) => row.person_id) }
}

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
  people: { id: string; name: string; came: boolean }[]
}

export type OwnBooking = { booking: Booking; generation: number; seats: number }

/** My bookings, what is still to come before all else, or one of them. What is another's is not among them, just as what does not exist. */
export async function listOwn(db: Db, booker: string, now: Instant, id: string | null = null): Promise<OwnBooking[]> {
  const rows = await db.query<BookingRow>(
    `select b.id, b.status, b.session_id, b.generation, b.seats, b.code, b.booked_at,
       s.title, s.starts_at, s.ends_at, t.about->>'name' as station_name, t.about->>'phone' as phone, o.about as offering,
       (select json_agg(json_build_object('id', p.id, 'name', p.name, 'came', a.person_id is not null)
                        order by p.id <> b.booker_id, p.created_at, p.id)
        from seat join person p on p.id = seat.person_id
        left join attendance a on a.station_id = b.station_id and a.session_id = b.session_id
          and a.person_id = p.id and a.booking_id = b.id
        where seat.station_id = b.station_id and seat.booking_id = b.id) as people
     from booking b
     join session s on s.station_id = b.station_id and s.id = b.session_id
     join offering o on o.station_id = s.station_id and o.id = s.offering_id
     join station t on t.id = b.station_id
     where b.booker_id = $1 and ($2::text is null or (b.station_id = split_part($2, '.', 1) and b.id = $2))
     order by (b.status = 'booked' and s.ends_at > $3) desc, s.starts_at desc, b.id limit 500`,
    [booker, id, moment(now)],
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
      cancelUntil: moment(cancelUntil(row.offering, moment(row.starts_at))),
      people: row.people ?? [],
      code: row.code,
      bookedAt: moment(row.booked_at),
    },
  }))
}

/** Booking, place, seats and time given back together. False when it was cancelled already or somebody came. */
export async function cancelBooking(db: Db, booker: string, id: string, now: Instant): Promise<boolean> {
  const rows = await db.query(
    `with gone as (
       update booking set status = 'cancelled', cancelled_at = $4, generation = generation + 1
       where station_id = $1 and id = $2 and booker_id = $3 and status = 'booked' and came = 0
       returning station_id, id, session_id, seats
     ), freed as (
       update session s set taken = s.taken - gone.seats, version = s.version + 1
       from gone where s.station_id = gone.station_id and s.id = gone.session_id
     ), unseated as (
       update seat set live = false from gone
       where seat.station_id = gone.station_id and seat.booking_id = gone.id
     ), untimed as (
       delete from person_time t using gone where t.booking_id = gone.id
     )
     select 1 from gone`,
    [stationOf(id), id, booker, moment(now)],
  )
  return rows.length > 0
}
