import { DAY, type Day, dayOf, type Instant, moment, startOfDay } from '@core/base/time'
import { type ClosedSession, type ClosingDay, type ClosingProgress, MAX_CLOSED_DAYS } from '@core/booking/closing-day'
import type { Db } from '../../db/port'

export type ClosingAct = ClosingDay & { by: string }

/** Closes the day at these stations and begins the work on its sessions (sql/begin_closing.sql). */
export async function beginClosing(db: Db, stations: readonly string[], closing: ClosingAct, now: Instant) {
  const { scope, day, reason, act, by } = closing
  const from = startOfDay(day)
  const [row] = await db.query<{ verdict: 'done' | 'full'; made: string | null }>(
    'select verdict, made from begin_closing($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
    [
      [...stations],
      ...[scope.scope, scope.id, day, reason, act, by, moment(now), dayOf(now), MAX_CLOSED_DAYS],
      ...[moment(from), moment(from + DAY)],
    ],
  )
  return row as NonNullable<typeof row>
}

/** Takes closures back (sql/reopen_day.sql). */
export async function reopenStations(db: Db, stations: readonly string[], day: Day, by: string, now: Instant) {
  const [row] = await db.query<{ restored: number; told: number }>(
    'select restored, told from reopen_day($1, $2, $3, $4)',
    [[...stations], day, by, moment(now)],
  )
  return row as NonNullable<typeof row>
}

/** `day` is null for what was retired, whose sessions are called off on all days. */
export type ClaimedClosing = { id: string; day: Day | null; act: ClosingDay['act'] }

/** Takes the oldest closing that nobody works on; it is ours until `until`. */
export async function claimClosing(db: Db, now: Instant, until: Instant): Promise<ClaimedClosing | undefined> {
  const [row] = await db.query<ClaimedClosing>(
    `update closing set leased_until = $2 where id = (
       select id from closing where ended_at is null and (leased_until is null or leased_until <= $1)
       order by at, seq limit 1 for update skip locked)
     returning id, day, act`,
    [moment(now), moment(until)],
  )
  return row
}

/** Gives a closing back; it has ended when no session of it waits. One that was deleted meanwhile is left as it is. */
export async function releaseClosing(db: Db, id: string, now: Instant): Promise<void> {
  await db.query(
    `with waiting as (
       select c.station_id, c.session_id, s.id is null as gone from closing_session c
       left join session s on s.station_id = c.station_id and s.id = c.session_id
       where c.closing_id = $1 and c.outcome is null
     ), gone as (
       update closing_session c set outcome = 'left' from waiting w
       where c.closing_id = $1 and c.station_id = w.station_id and c.session_id = w.session_id and w.gone
     )
     update closing set leased_until = null,
       ended_at = case when not exists (select from waiting where not gone) then $2::timestamptz end
     where id = $1 and ended_at is null`,
    [id, moment(now)],
  )
}

export type CloseOutcome = 'moved' | 'called-off' | 'left' | 'noted' | 'taken'

/** Moves one session of a closing, or calls it off, once (sql/close_session.sql). */
export async function closeSession(
  db: Db,
  closing: string,
  session: { id: string; station: string },
  to: Instant | undefined,
  now: Instant,
): Promise<CloseOutcome | undefined> {
  const [row] = await db.query<{ outcome: CloseOutcome }>('select close_session($1, $2, $3, $4, $5) as outcome', [
    closing,
    session.station,
    session.id,
    to === undefined ? null : moment(to),
    moment(now),
  ])
  return row?.outcome
}

/** Who works on closings of which places. */
export type ClosingPlace = { closing: ClosingProgress; street: string; station?: string }

type ProgressRow = Omit<ClosingProgress, 'scope' | 'at' | 'ended'> & {
  scope: ClosingDay['scope']['scope']
  place: string
  at: Instant
  ended_at: Instant | null
  street: string
}
const PROGRESS = `
  select c.id, c.scope, c.place, c.day, c.reason, c.act, c.at, c.ended_at, coalesce(t.street, c.place) as street, n.*
  from closing c left join station t on c.scope = 'station' and t.id = c.place
  cross join lateral (select count(*)::int as sessions, count(outcome)::int as done, coalesce(sum(told), 0)::int as told
    from closing_session where closing_id = c.id) n`

const placeOf = ({ scope, place, at, ended_at, street, ...row }: ProgressRow): ClosingPlace => ({
  closing: { ...row, scope: { scope, id: place }, at: moment(at), ended: ended_at !== null },
  street,
  ...(scope === 'station' ? { station: place } : {}),
})

/** A closing with its progress and its place. */
export async function findClosing(db: Db, id: string): Promise<ClosingPlace | undefined> {
  const [row] = await db.query<ProgressRow>(`${PROGRESS} where c.id = $1 and c.day is not null`, [id])
  return row && placeOf(row)
}

type Where = { all: boolean; stations: readonly string[]; streets: readonly string[] }

/** Closings under way, of all places or of these, oldest first. */
export async function listClosings(db: Db, { all, stations, streets }: Where): Promise<ClosingProgress[]> {
  const rows = await db.query<ProgressRow>(
    `${PROGRESS} where c.ended_at is null and c.day is not null and ($1 or t.id = any ($2) or coalesce(t.street, c.place) = any ($3))
     order by c.at, c.seq`,
    [all, [...stations], [...streets]],
  )
  return rows.map((row) => placeOf(row).closing)
}

type ClosedRow = Omit<ClosedSession, 'startsAt' | 'to' | 'outcome'> & {
  starts_at: Instant
  to_at: Instant | null
  outcome: ClosedSession['outcome'] | null
}

/** The sessions of a closing, and what became of each. */
export async function listClosedSessions(db: Db, id: string): Promise<ClosedSession[]> {
  const rows = await db.query<ClosedRow>(
    `select c.session_id as session, c.station_id as station, coalesce(s.title, '') as title, c.starts_at, c.to_at, c.booked, c.waiting, c.outcome
     from closing_session c left join session s on s.station_id = c.station_id and s.id = c.session_id
     where c.closing_id = $1 order by c.station_id, c.starts_at, c.session_id`,
    [id],
  )
  return rows.map(({ starts_at, to_at, outcome, ...row }) => ({
    ...row,
    startsAt: moment(starts_at),
    ...(to_at === null ? {} : { to: moment(to_at) }),
    ...(outcome ? { outcome } : {}),
  }))
}
