import { type Day, type Instant, moment } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import type { Hours } from '@core/place/station'
import type { Db } from '../../db/port'

/** A session of the closed day, with what limits other times for it. */
export type DaySession = {
  id: string
  station: string
  title: string
  starts_at: Instant
  ends_at: Instant
  taken: number
  waiting: number
  bookings: number
  offering: Offering
  /** Last planned day of the offering; after it, sessions follow from its templates. */
  planned_to: Day | null
  hours: Hours
  /** Ids of the people seated. */
  people: string[]
}
const SESSION = `
  select s.id, s.station_id as station, s.title, s.starts_at, s.ends_at, s.taken, s.waiting, o.about as offering, o.planned_to,
    t.about->'hours' as hours,
    array(select person_id::text from seat where seat.station_id = s.station_id and seat.session_id = s.id
      and seat.live and seat.seated order by 1) as people,
    (select count(distinct booking_id) from seat where seat.station_id = s.station_id and seat.session_id = s.id
      and seat.live) as bookings
  from session s
  join offering o on o.station_id = s.station_id and o.id = s.offering_id
  join station t on t.id = s.station_id`

/**
 * Sessions of these stations that start in [from, to) and have not begun, by station and start; without those that wait
 * in a closing already.
 */
export const listDaySessions = (db: Db, stations: readonly string[], from: Instant, to: Instant, now: Instant) =>
  db.query<DaySession>(
    `${SESSION} where s.station_id = any ($1) and s.starts_at >= $2 and s.starts_at < $3 and s.starts_at > $4
       and s.status = 'open' and not exists (select from closing_session c where c.station_id = s.station_id
         and c.session_id = s.id and c.outcome is null)
     order by s.station_id, s.starts_at, s.id`,
    [[...stations], moment(from), moment(to), moment(now)],
  )

/** The next sessions of a closing that wait their turn, in the same order; one that is gone is left out. */
export const listPendingSessions = (db: Db, closing: string, most: number) =>
  db.query<DaySession>(
    `${SESSION} join closing_session c on c.station_id = s.station_id and c.session_id = s.id
     where c.closing_id = $1 and c.outcome is null order by s.station_id, c.starts_at, s.id limit $2`,
    [closing, most],
  )

export type Stretch = { from: Instant; to: Instant }

/** Sessions of these offerings that end after `from` and begin before `to`. */
export const listSessionTimes = (db: Db, offerings: readonly Offering[], from: Instant, to: Instant) =>
  db.query<Stretch & { id: string; offering: string }>(
    `select id, offering_id as offering, starts_at as from, ends_at as to from session
     where (station_id, offering_id) in (select * from unnest((select $1::text[]), (select $2::text[])))
       and status = 'open' and ends_at > $3 and starts_at < $4`,
    [offerings.map(({ station }) => station), offerings.map(({ id }) => id), moment(from), moment(to)],
  )

/** Times in which any of these people is in a session. */
export const listBusyTimes = (db: Db, people: readonly string[], from: Instant, to: Instant) =>
  db.query<Stretch & { person: string }>(
    `select person::text, lower(t.during) as from, upper(t.during) as to from unnest((select $1::uuid[])) w(person)
     cross join lateral (select during from person_time where person_id = w.person
       and during && tstzrange($2, $3) offset 0) t`,
    [[...people], moment(from), moment(to)],
  )
