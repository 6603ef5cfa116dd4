import type { Offering } from '@core/offering'
import { type OfferingView, type Session, stationOf } from '@core/session'
import { type Instant, moment } from '@core/time'
import type { Db, Row } from '../db/port'

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
}
const COLUMNS =
  's.id, s.station_id, s.offering_id, s.kind, s.title, s.starts_at, s.ends_at, s.capacity, s.taken, s.status'

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  station: row.station_id,
  offering: row.offering_id,
  kind: row.kind,
  title: row.title,
  startsAt: moment(row.starts_at),
  endsAt: moment(row.ends_at),
  capacity: row.capacity,
  left: row.status === 'open' ? row.capacity - row.taken : 0,
  status: row.status,
})

export type SessionFilter = {
  stations?: string[] | undefined
  kind?: string | undefined
  from: Instant
  to: Instant
  limit: number
  /** The last of the page before: its start and id. */
  after?: { startsAt: Instant; id: string } | undefined
}

/** What starts in the time asked for, its end not included, by start. */
export async function listSessions(db: Db, filter: SessionFilter): Promise<Session[]> {
  const rows = await db.query<SessionRow>(
    `select ${COLUMNS} from session s join station on station.id = s.station_id
     where s.starts_at >= $1 and s.starts_at < $2
       and ($3::text[] is null or s.station_id = any($3))
       and ($4::text is null or s.kind = $4 or station.kind = $4)
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

/** A session, what is offered, and whom to ring; undefined when there is none. */
export async function findSession(db: Db, id: string): Promise<SessionWithRules | undefined> {
  const [row] = await db.query<
    SessionRow & { offering: Offering; station_name: string; phone: string; street: string }
  >(
    `select ${COLUMNS}, o.about as offering, t.about->>'name' as station_name, t.about->>'phone' as phone, t.street
     from session s
     join offering o on o.station_id = s.station_id and o.id = s.offering_id
     join station t on t.id = s.station_id
     where s.station_id = $1 and s.id = $2`,
    [stationOf(id), id],
  )
  if (!row) return undefined
  const { weekly: _template, ...offering } = row.offering
  return { session: sessionOf(row), offering, stationName: row.station_name, phone: row.phone, street: row.street }
}
