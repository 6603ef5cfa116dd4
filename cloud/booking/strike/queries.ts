import { type Instant, moment } from '@core/base/time'
import { cancelUntil } from '@core/booking/booking'
import type { MissedBooking, StandIn, Strike, StrikeRule } from '@core/booking/strike'
import { isLate } from '@core/catalogue/lateness'
import type { Db, Row } from '../../db/port'

type StrikeRow = Row & {
  booking_id: string
  title: string
  starts_at: Instant
  why: Strike['why']
  status: Strike['status']
  at: Instant
  fades_at: Instant
  appeal: string | null
  answer: string | null
}
const SHOWN = `k.booking_id, s.title, s.starts_at, k.why, k.status, k.at, k.fades_at, k.appeal, k.answer`
const FROM = `from strike k
  join booking b on b.station_id = k.station_id and b.id = k.booking_id
  join session s on s.station_id = b.station_id and s.id = b.session_id`

const strikeOf = (row: StrikeRow): Strike => ({
  id: row.booking_id,
  booking: row.booking_id,
  title: row.title,
  startsAt: moment(row.starts_at),
  why: row.why,
  status: row.status,
  at: moment(row.at),
  fadesAt: moment(row.fades_at),
  ...(row.appeal === null ? {} : { appeal: row.appeal }),
  ...(row.answer === null ? {} : { answer: row.answer }),
})

const MOST = 100

/** A person's strikes, newest first, including expired ones that are still stored. */
export async function listStrikes(db: Db, person: string): Promise<Strike[]> {
  const rows = await db.query<StrikeRow>(
    `select ${SHOWN} ${FROM} where k.person_id = $1 order by k.at desc, s.starts_at desc, k.booking_id limit ${MOST}`,
    [person],
  )
  return rows.map(strikeOf)
}

/** Strikes that have not expired, for the strike status. */
export async function listCountingStrikes(
  db: Db,
  person: string,
  now: Instant,
): Promise<Pick<Strike, 'status' | 'fadesAt'>[]> {
  const rows = await db.query<Pick<StrikeRow, 'status' | 'fades_at'>>(
    'select status, fades_at from strike where person_id = $1 and fades_at > $2',
    [person, moment(now)],
  )
  return rows.map((row) => ({ status: row.status, fadesAt: moment(row.fades_at) }))
}

/** `held`: awaits moderation, hidden from managers. */
export type AppealWords = { person: string; id: string; words: string; held: boolean; now: Instant }

/** False if the strike is not theirs, or its status is not `counts` any more. */
export async function writeAppeal(db: Db, { person, id, words, held, now }: AppealWords): Promise<boolean> {
  const rows = await db.query(
    `update strike set status = 'appealed', appeal = $3, appealed_at = $4,
       held_at = case when $5 then $4::timestamptz end, moderate_at = case when $5 then $4::timestamptz end
     where station_id = split_part($2, '.', 1) and booking_id = $2 and person_id = $1 and status = 'counts' returning 1`,
    [person, id, words, moment(now), held],
  )
  return rows.length > 0
}

export type Appeal = {
  strike: Strike
  person: string
  name: string
  station: string
  stationName: string
  street: string
}

type AppealRow = StrikeRow & {
  person_id: string
  name: string
  station_id: string
  station_name: string
  street: string
}
const APPEAL = `select ${SHOWN}, k.person_id, p.shown as name, k.station_id, t.about->>'name' as station_name, t.street ${FROM}
  join person p on p.id = k.person_id join station t on t.id = k.station_id`

const appealOf = (row: AppealRow): Appeal => ({
  strike: strikeOf(row),
  person: row.person_id,
  name: row.name,
  station: row.station_id,
  stationName: row.station_name,
  street: row.street,
})

/** `held`: include appeals held since that moment or earlier. */
export type WhoseAppeals = { all: boolean; stations: string[]; streets: string[]; held: Instant | undefined }

const before = (held: Instant | undefined): string | null => (held === undefined ? null : moment(held))

/** Open appeals, oldest first; of all stations, or of these stations and streets. */
export async function listAppeals(db: Db, { all, stations, streets, held }: WhoseAppeals): Promise<Appeal[]> {
  const rows = await db.query<AppealRow>(
    `${APPEAL} where k.status = 'appealed' and ($1 or k.station_id = any ($2) or t.street = any ($3))
       and (k.held_at is null or k.held_at <= $4)
     order by k.appealed_at, k.booking_id limit ${MOST}`,
    [all, stations, streets, before(held)],
  )
  return rows.map(appealOf)
}

/** A strike with an appeal, answered or not. */
export async function findAppeal(db: Db, id: string, held: Instant | undefined): Promise<Appeal | undefined> {
  const [row] = await db.query<AppealRow>(
    `${APPEAL} where k.station_id = split_part($1, '.', 1) and k.booking_id = $1 and k.status <> 'counts'
       and (k.held_at is null or k.held_at <= $2)`,
    [id, before(held)],
  )
  return row && appealOf(row)
}

export type AppealAnswer = { id: string; by: string; forgive: boolean; words: string; now: Instant }

/** Writes the answer and a notice to the person. Of two answers the first stands. */
export async function writeAnswer(db: Db, { id, by, forgive, words, now }: AppealAnswer): Promise<void> {
  await db.query(
    `with answered as (
       update strike set status = $3, answer = $4, answered_by = $2
       where station_id = split_part($1, '.', 1) and booking_id = $1 and status = 'appealed'
       returning station_id, booking_id, person_id
     )
     insert into notice (person_id, kind, at, station_id, session_id, booking_id, detail)
     select a.person_id, $3, $5, a.station_id, b.session_id, b.id, jsonb_build_object('reason', $4::text)
     from answered a join booking b on b.station_id = a.station_id and b.id = a.booking_id`,
    [id, by, forgive ? 'forgiven' : 'kept', words, moment(now)],
  )
}

export type EndedSession = { station: string; session: string; kind: string }

/** Sessions ended by `before` and not judged yet; without called-off ones. */
export const listEndedSessions = (db: Db, before: Instant): Promise<EndedSession[]> =>
  db.query<EndedSession>(
    `select station_id as station, id as session, kind from session
     where not judged and status = 'open' and ends_at <= $1 order by ends_at, id`,
    [moment(before)],
  )

type MissedRow = MissedBooking & { starts_at: Instant; cancelMinutes: number }

/**
 * Bookings whose seats were not used, in order of events: no-shows (seats empty from the start on) and late
 * cancellations. Without bookings that were moved and not accepted by their bookers, and without cancellations that were
 * late for a former time only: the session was moved afterwards, and they are in time for the new one.
 */
export async function listMissed(db: Db, { station, session }: EndedSession): Promise<MissedBooking[]> {
  const rows = await db.query<MissedRow>(
    `select b.id, b.seats, case when b.status = 'booked' then s.starts_at else b.cancelled_at end as at,
       case when b.status = 'booked' then 'absent' else 'late' end as why, b.proxy, s.starts_at,
       (o.about->>'cancelMinutes')::integer as "cancelMinutes"
     from booking b join session s on s.station_id = b.station_id and s.id = b.session_id
     join offering o on o.station_id = s.station_id and o.id = s.offering_id
     where b.station_id = $1 and b.session_id = $2 and b.came = 0
       and ((b.status = 'booked' and b.asked_from is null) or b.ended = 'late')
     order by b.version`,
    [station, session],
  )
  return rows.flatMap(({ starts_at, cancelMinutes, ...missed }) =>
    missed.why === 'absent' || missed.at > cancelUntil({ cancelMinutes }, moment(starts_at)) ? [missed] : [],
  )
}

/** Groups that were promoted from the waitlist and came. */
export const listStandIns = (db: Db, { station, session }: EndedSession): Promise<StandIn[]> =>
  db.query<StandIn>(
    `select seats, promoted_at as at from booking
     where station_id = $1 and session_id = $2 and status = 'booked' and promoted_at is not null and came > 0
     order by promoted_at, place`,
    [station, session],
  )

/**
 * Bookings whose people came after the offering's grace period; without those by proxy, and those that were moved and not
 * accepted by their bookers.
 */
export async function listLate(db: Db, { station, session }: EndedSession): Promise<string[]> {
  const rows = await db.query<{ id: string; at: Instant; starts_at: Instant; late_minutes: number | null }>(
    `select b.id, min(a.at) as at, s.starts_at, (o.about->>'lateMinutes')::integer as late_minutes
     from booking b
     join session s on s.station_id = b.station_id and s.id = b.session_id
     join offering o on o.station_id = s.station_id and o.id = s.offering_id
     join attendance a on a.station_id = b.station_id and a.session_id = b.session_id and a.booking_id = b.id
     where b.station_id = $1 and b.session_id = $2 and b.status = 'booked' and b.came > 0 and not b.proxy
       and b.asked_from is null
     group by b.id, s.starts_at, late_minutes`,
    [station, session],
  )
  return rows.filter((row) => isLate(row.at, row.starts_at, row.late_minutes ?? undefined)).map(({ id }) => id)
}

export type JudgedSession = { missed: string[]; late: string[] }

export async function judgeSession(
  db: Db,
  { station, session }: EndedSession,
  { missed, late }: JudgedSession,
  rule: StrikeRule,
  now: Instant,
) {
  const named = [station, session, moment(now), missed, late, rule.most, rule.days]
  await db.query('select record_strikes($1, $2, $3, $4, $5, $6, $7)', named)
}

/** The session, if it was judged and strikes of it count. */
export async function findStruckSession(db: Db, station: string, session: string): Promise<EndedSession | undefined> {
  const [found] = await db.query<EndedSession>(
    `select s.station_id as station, s.id as session, s.kind from session s
     where s.station_id = $1 and s.id = $2 and s.judged and exists (
       select from strike k join booking b on b.station_id = k.station_id and b.id = k.booking_id
       where b.station_id = $1 and b.session_id = $2 and k.status <> 'forgiven')`,
    [station, session],
  )
  return found
}

/** Takes back the strikes that these findings do not confirm. `by`: who brought the news; undefined for a job. */
export async function withdrawStrikes(
  db: Db,
  { station, session }: EndedSession,
  { missed, late }: JudgedSession,
  by: string | undefined,
  now: Instant,
): Promise<void> {
  const named = [station, session, missed, late, by ?? null, moment(now)]
  await db.query('select withdraw_strikes($1, $2, $3, $4, $5, $6)', named)
}

export async function deleteOldStrikes(db: Db, before: Instant): Promise<void> {
  await db.query('delete from strike where fades_at < $1', [moment(before)])
}
