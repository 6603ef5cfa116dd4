import { type Instant, moment } from '@core/base/time'
import type { OfferingView, Session } from '@core/catalogue/session'
import { stationOf } from '@core/place/ids'
import type { Db, Row } from '../../db/port'

type SessionRow = Row & {
  id: string
  station_id: string
  offering_id: string
  kind: Session['kind']
  title: string
  starts_at: Instant
  ends_at: Instant
  capacity: number
  taken: number
  status: Session['status']
  held: number
  waiting: number
  version: number
  draw_at: Instant | null
  drawn_at: Instant | null
  moved_from: Instant | null
  reason: string
}
const COLUMNS =
  's.id, s.station_id, s.offering_id, s.kind, s.title, s.starts_at, s.ends_at, s.capacity, s.taken, s.status, s.held, s.waiting, s.version, s.draw_at, s.drawn_at, s.moved_from, s.reason'

/** Seats free for immediate booking: without those held for the waitlist, and none before a draw. */
function leftOf(row: SessionRow): number {
  const undrawn = row.draw_at !== null && row.drawn_at === null
  return row.status === 'open' && !undrawn ? Math.max(0, row.capacity - row.taken - row.held) : 0
}

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  station: row.station_id,
  offering: row.offering_id,
  kind: row.kind,
  title: row.title,
  startsAt: moment(row.starts_at),
  endsAt: moment(row.ends_at),
  capacity: row.capacity,
  taken: row.taken,
  left: leftOf(row),
  waiting: row.waiting,
  status: row.status,
  version: row.version,
  ...(row.draw_at === null ? {} : { draw: { at: moment(row.draw_at), done: row.drawn_at !== null } }),
  ...(row.moved_from === null ? {} : { movedFrom: moment(row.moved_from) }),
  ...(row.reason ? { reason: row.reason } : {}),
})

export type SessionFilter = {
  stations?: string[] | undefined
  kind?: string | undefined
  from: Instant
  to: Instant
  limit: number
  /** Cursor: start and id of the last session of the previous page. */
  after?: { startsAt: Instant; id: string } | undefined
}

/** Sessions that start in [from, to), by start. */
export async function listSessions(db: Db, filter: SessionFilter): Promise<Session[]> {
  const rows = await db.query<SessionRow>(
    `select ${COLUMNS} from session s join station on station.id = s.station_id
     where s.starts_at >= $1 and s.starts_at < $2
       and ($3::text[] is null or s.station_id = any($3))
       and ($4::text is null or s.kind = $4 or station.kind = $4)
       and (station.retired_at is null or station.retired_at > s.starts_at)
       and ($5::timestamptz is null or (s.starts_at, s.id) > ($5::timestamptz, $6::text))
     order by s.starts_at, s.id limit $7`,
    [
      moment(filter.from),
      moment(filter.to),
      filter.stations ?? null,
      filter.kind ?? null,
      filter.after ? moment(filter.after.startsAt) : null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  )
  return rows.map(sessionOf)
}

export type SessionWithRules = {
  session: Session
  offering: OfferingView
  stationName: string
  phone: string
  street: string
}

/** Each session with its offering and its station's name and phone; undefined for unknown ids. */
export async function findSessions(db: Db, ids: readonly string[]): Promise<(SessionWithRules | undefined)[]> {
  const asked = [...new Set(ids)]
  const rows = await db.query<
    SessionRow & { rules: OfferingView; station_name: string; phone: string; street: string; retired: boolean }
  >(
    `select s.* from unnest((select $1::text[]), (select $2::text[])) w(station, id)
     cross join lateral (select ${COLUMNS}, o.about - 'templates' as rules, t.about->>'name' as station_name,
         t.about->>'phone' as phone, t.street, coalesce(t.retired_at <= s.starts_at, false) as retired
       from session s
       join offering o on o.station_id = s.station_id and o.id = s.offering_id
       join station t on t.id = s.station_id
       where s.station_id = w.station and s.id = w.id offset 0) s`,
    [asked.map(stationOf), asked],
  )
  const found = new Map(
    rows.map((row): [string, SessionWithRules] => [
      row.id,
      {
        // Its station is gone by then; the jobs are about to call it off.
        session: sessionOf(row.retired && row.status === 'open' ? { ...row, status: 'called-off' } : row),
        offering: row.rules,
        stationName: row.station_name,
        phone: row.phone,
        street: row.street,
      },
    ]),
  )
  return ids.map((id) => found.get(id))
}

export const findSession = async (db: Db, id: string): Promise<SessionWithRules | undefined> =>
  (await findSessions(db, [id]))[0]
