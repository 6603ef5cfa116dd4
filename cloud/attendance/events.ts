import type { Attendance, Means, Scan, ScanEvent } from '@core/attendance'
import type { AtDoor } from '@core/door-pack'
import type { RefusalCode } from '@core/refusal'
import { stationOf } from '@core/session'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'

/** One event of one phone, as it is kept. */
export type Kept = {
  device: string
  seq: number
  session: string
  booking: string | null
  kind: Scan['kind']
  of: number | null
  at: Instant
  means: Means
  by: string
  seats: number
  flag: RefusalCode | null
}
type KeptRow = Omit<Kept, 'session' | 'booking' | 'of' | 'by'> & {
  session_id: string
  booking_id: string | null
  of_seq: number | null
  by_id: string
}
const COLUMNS = 'device, seq, session_id, booking_id, kind, of_seq, at, means, by_id, seats, flag'
const keptOf = ({ session_id, booking_id, of_seq, by_id, ...row }: KeptRow): Kept => ({
  ...row,
  session: session_id,
  booking: booking_id,
  of: of_seq,
  by: by_id,
})

export type Received = Kept & { toldAt: Instant }

/** Writes down what was not written down yet; an event that came before stays as it came first. */
export async function insertEvents(db: Db, station: string, events: readonly Received[], now: Instant): Promise<void> {
  await db.query(
    `insert into scan (station_id, device, seq, session_id, booking_id, kind, of_seq, at, told_at, received_at, means, by_id,
       flag)
     select $1, e.device, e.seq, e.session, e.booking, e.kind, e.of, e.at, e.told, $2, e.means, e.by, e.flag
     from jsonb_to_recordset($3) e(device text, seq bigint, session text, booking text, kind text, of bigint, at timestamptz,
       told timestamptz, means text, by uuid, flag text)
     on conflict do nothing`,
    [
      station,
      moment(now),
      JSON.stringify(events.map((event) => ({ ...event, at: moment(event.at), told: moment(event.toldAt) }))),
    ],
  )
}

/** Those of these events that came before, by device and number. */
export async function findEvents(db: Db, station: string, scans: readonly Scan[]): Promise<Kept[]> {
  const rows = await db.query<KeptRow>(
    `select ${COLUMNS} from scan
     where station_id = $1 and (device, seq) in (select * from unnest($2::text[], $3::bigint[]))`,
    [station, scans.map(({ device }) => device), scans.map(({ seq }) => seq)],
  )
  return rows.map(keptOf)
}

/** Every event of these bookings. */
export async function listEvents(db: Db, station: string, bookings: readonly string[]): Promise<Kept[]> {
  const rows = await db.query<KeptRow>(
    `select ${COLUMNS} from scan where station_id = $1 and booking_id = any ($2::text[])`,
    [station, bookings],
  )
  return rows.map(keptOf)
}

/** Events of a session that a phone told people, and that something speaks against. */
export async function listSessionEvents(db: Db, session: string): Promise<Kept[]> {
  const rows = await db.query<KeptRow>(`select ${COLUMNS} from scan where station_id = $1 and session_id = $2`, [
    stationOf(session),
    session,
  ])
  return rows.map(keptOf)
}

export const eventOf = (kept: Kept): ScanEvent => ({
  kind: kept.kind as ScanEvent['kind'],
  at: kept.at,
  device: kept.device,
  seq: kept.seq,
  means: kept.means,
  by: kept.by,
  ...(kept.of === null ? {} : { of: kept.of }),
})

export type Merged = { booking: string; scans: number; attendance: Attendance }

/** What a booking's events come to, and what it is: `attendance` counts only while it is booked. */
export type MergedBooking = { attendance: Attendance; status: AtDoor['status'] | null }

/**
 * What the events of a booking come to; answers what the booking is now, without a place nobody has come. Null when a merge
 * of more of them was written meanwhile.
 */
export async function writeMerged(
  db: Db,
  { booking, scans, attendance }: Merged,
  now: Instant,
): Promise<AtDoor['status'] | null> {
  const { in: came, out, again } = attendance
  const [row] = await db.query<{ status: AtDoor['status'] | null }>(
    'select merge_arrival($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as status',
    [
      stationOf(booking),
      booking,
      scans,
      came ? moment(came.at) : null,
      came?.means ?? null,
      came?.by ?? null,
      came?.device ?? null,
      came?.seq ?? null,
      out ? moment(out.at) : null,
      again,
      moment(now),
    ],
  )
  return row?.status ?? null
}

export type WalkIn = { session: string; device: string; seq: number; of: number | null; seats: number; by: string }

/** People without a booking, or their being taken back; the flag says that there was no place. Null: no such session. */
export async function walkIn(
  db: Db,
  { session, device, seq, of, seats, by }: WalkIn,
  at: Instant,
  toldAt: Instant,
  now: Instant,
): Promise<string | null> {
  const [row] = await db.query<{ flag: string | null }>(
    'select record_walk_in($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as flag',
    [stationOf(session), session, device, seq, of, seats, moment(at), moment(toldAt), by, moment(now)],
  )
  return row?.flag ?? null
}
