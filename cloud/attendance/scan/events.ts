import type { Attendance, ScanEvent } from '@core/attendance/attendance'
import type { BookingAtDoor } from '@core/attendance/door-pack'
import type { Means } from '@core/attendance/means'
import type { Scan } from '@core/attendance/scan'
import type { RefusalCode } from '@core/base/refusal'
import { type Instant, moment } from '@core/base/time'
import { stationOf } from '@core/place/ids'
import type { Db } from '../../db/port'

/** A scan event as stored; (device, seq) identifies it. */
export type StoredScan = {
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
type ScanRow = Omit<StoredScan, 'session' | 'booking' | 'of' | 'by'> & {
  session_id: string
  booking_id: string | null
  of_seq: number | null
  by_id: string
}
const COLUMNS = 'device, seq, session_id, booking_id, kind, of_seq, at, means, by_id, seats, flag'
const toStoredScan = ({ session_id, booking_id, of_seq, by_id, ...row }: ScanRow): StoredScan => ({
  ...row,
  session: session_id,
  booking: booking_id,
  of: of_seq,
  by: by_id,
})

export type ReceivedScan = StoredScan & { toldAt: Instant }

/** Inserts events; idempotent, the first event of a device and number stays. Returns how many were inserted. */
export async function insertEvents(
  db: Db,
  station: string,
  events: readonly ReceivedScan[],
  now: Instant,
): Promise<number> {
  const inserted = await db.query(
    `insert into scan (station_id, device, seq, session_id, booking_id, kind, of_seq, at, told_at, received_at, means, by_id,
       flag)
     select $1, e.device, e.seq, e.session, e.booking, e.kind, e.of, e.at, e.told, $2, e.means, e.by, e.flag
     from jsonb_to_recordset($3) e(device text, seq bigint, session text, booking text, kind text, of bigint, at timestamptz,
       told timestamptz, means text, by uuid, flag text)
     on conflict do nothing returning seq`,
    [
      station,
      moment(now),
      JSON.stringify(events.map((event) => ({ ...event, at: moment(event.at), told: moment(event.toldAt) }))),
    ],
  )
  return inserted.length
}

/** The stored events among these scans, by device and seq. */
export async function findEvents(db: Db, station: string, scans: readonly Scan[]): Promise<StoredScan[]> {
  const rows = await db.query<ScanRow>(
    `select ${COLUMNS} from scan
     where station_id = $1 and (device, seq) in (select * from unnest((select $2::text[]), (select $3::bigint[])))`,
    [station, scans.map(({ device }) => device), scans.map(({ seq }) => seq)],
  )
  return rows.map(toStoredScan)
}

/** Every event of these bookings. */
export async function listEvents(db: Db, station: string, bookings: readonly string[]): Promise<StoredScan[]> {
  const rows = await db.query<ScanRow>(
    `select ${COLUMNS} from scan where station_id = $1 and booking_id = any ($2::text[])`,
    [station, bookings],
  )
  return rows.map(toStoredScan)
}

/** All events of a session. */
export async function listSessionEvents(db: Db, session: string): Promise<StoredScan[]> {
  const rows = await db.query<ScanRow>(`select ${COLUMNS} from scan where station_id = $1 and session_id = $2`, [
    stationOf(session),
    session,
  ])
  return rows.map(toStoredScan)
}

export const eventOf = (stored: StoredScan): ScanEvent => ({
  kind: stored.kind as ScanEvent['kind'],
  at: stored.at,
  device: stored.device,
  seq: stored.seq,
  means: stored.means,
  by: stored.by,
  ...(stored.of === null ? {} : { of: stored.of }),
})

export type MergedScans = { booking: string; scans: number; attendance: Attendance }

/** Merged attendance of a booking, and its status: `attendance` counts only while it is `booked`. */
export type MergedBooking = { attendance: Attendance; status: BookingAtDoor['status'] | null }

/**
 * Writes the merged attendance of a booking; returns the booking's current status (unless booked, nobody counts as
 * come). Null if a merge of more events was written meanwhile.
 */
export async function writeMerged(
  db: Db,
  { booking, scans, attendance }: MergedScans,
): Promise<BookingAtDoor['status'] | null> {
  const { in: came, out, again } = attendance
  const [row] = await db.query<{ status: BookingAtDoor['status'] | null }>(
    'select merge_arrival($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as status',
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
    ],
  )
  return row?.status ?? null
}

export type WalkIn = { session: string; device: string; seq: number; of: number | null; seats: number; by: string }

/**
 * Records a walk-in, or its undo. Returns a flag if there was no free seat, or if its number names another event; else
 * an empty text.
 */
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
