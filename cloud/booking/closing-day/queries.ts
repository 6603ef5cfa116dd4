import { type Day, dayOf, type Instant, moment } from '@core/base/time'
import { type ClosingDay, MAX_CLOSED_DAYS } from '@core/booking/closing-day'
import type { Offering } from '@core/catalogue/offering'
import { stationOf } from '@core/place/ids'
import type { Hours } from '@core/place/station'
import type { Db } from '../../db/port'

export type ClosingAct = Omit<ClosingDay, 'scope'> & { by: string }

/** Records closures, unless one of the stations has MAX_CLOSED_DAYS others ahead. */
export async function closeStations(db: Db, stations: readonly string[], closing: ClosingAct, now: Instant) {
  const [row] = await db.query<{ outcome: 'done' | 'full' }>(
    'select close_stations($1, $2, $3, $4, $5, $6, $7) as outcome',
    [[...stations], closing.day, closing.reason, closing.by, moment(now), dayOf(now), MAX_CLOSED_DAYS],
  )
  return row?.outcome
}

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

/** Sessions of a station that start in [from, to) and have not begun, by start. */
export const listDaySessions = (db: Db, station: string, from: Instant, to: Instant, now: Instant) =>
  db.query<DaySession>(
    `select s.id, s.station_id as station, s.title, s.starts_at, s.ends_at, s.taken, s.waiting, o.about as offering, o.planned_to,
       t.about->'hours' as hours,
       array(select person_id::text from seat where seat.station_id = s.station_id and seat.session_id = s.id
         and seat.live and seat.seated order by 1) as people,
       (select count(distinct booking_id) from seat where seat.station_id = s.station_id and seat.session_id = s.id
         and seat.live) as bookings
     from session s
     join offering o on o.station_id = s.station_id and o.id = s.offering_id
     join station t on t.id = s.station_id
     where s.station_id = $1 and s.starts_at >= $2 and s.starts_at < $3 and s.starts_at > $4 and s.status = 'open'
     order by s.starts_at, s.id`,
    [station, moment(from), moment(to), moment(now)],
  )

export type Stretch = { from: Instant; to: Instant }

/** Other sessions of the same offering until `to`. */
export const listOtherSessions = (db: Db, session: DaySession, to: Instant): Promise<Stretch[]> =>
  db.query<Stretch>(
    `select starts_at as from, ends_at as to from session
     where station_id = $1 and offering_id = $2 and id <> $3 and status = 'open' and ends_at > $4 and starts_at < $5`,
    [session.station, session.offering.id, session.id, moment(session.starts_at), moment(to)],
  )

/** Times in which any of these people is in a session. */
export const listBusyTimes = (db: Db, people: readonly string[], from: Instant, to: Instant): Promise<Stretch[]> =>
  db.query<Stretch>(
    `select lower(t.during) as from, upper(t.during) as to from unnest($1::uuid[]) w(person)
     cross join lateral (select during from person_time where person_id = w.person
       and during && tstzrange($2, $3) offset 0) t`,
    [people, moment(from), moment(to)],
  )

export type MoveResult = { outcome: 'moved' | 'taken' | 'changed'; told: number }

/** Moves the session with all its bookings, if its start is unchanged. */
export async function moveSession(db: Db, session: DaySession, to: Instant, by: string, now: Instant, reason: string) {
  const [row] = await db.query<MoveResult>('select outcome, told from move_session($1, $2, $3, $4, $5, $6, $7)', [
    stationOf(session.id),
    session.id,
    moment(session.starts_at),
    moment(to),
    by,
    moment(now),
    reason,
  ])
  return row as MoveResult
}
