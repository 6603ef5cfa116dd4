import { mergeScans } from '@core/attendance/attendance'
import type { FlaggedArrival } from '@core/attendance/roster'
import { moment } from '@core/base/time'
import { stationOf } from '@core/place/ids'
import type { Db } from '../../db/port'
import { groupBy } from '../../util/group-by'
import { eventOf, listSessionEvents, type StoredScan } from './events'
import { findDoorBookings } from './queries'

/**
 * Merges scans into a flagged arrival: the first scan that let somebody in, and its flag. Undefined if nobody was let
 * in, or if there is a valid attendance, whatever the flags of other phones; without a seat (`isSeated`) none is valid.
 */
export function mergeFlagged(events: readonly StoredScan[], isSeated: boolean) {
  if (isSeated && mergeScans(events.filter(({ flag }) => flag === null).map(eventOf)).in) return undefined
  const { in: first } = mergeScans(events.map(eventOf))
  const flag = events.find(({ device, seq }) => device === first?.device && seq === first.seq)?.flag ?? undefined
  return first && { first, flag }
}

/** Earliest first; of those at one moment in the order of their bookings' ids, which are unique. */
const byArrival = (a: FlaggedArrival, b: FlaggedArrival): number =>
  a.at === b.at ? (a.booking < b.booking ? -1 : 1) : a.at < b.at ? -1 : 1

/** Arrivals of a session that were let in but do not count, earliest first; and the number of walk-ins. */
export async function listFlagged(db: Db, session: string): Promise<{ flagged: FlaggedArrival[]; walkedIn: number }> {
  const events = await listSessionEvents(db, session)
  const bookings = groupBy(
    events.filter(({ booking }) => booking !== null),
    ({ booking }) => booking ?? '',
  )
  const doors = await findDoorBookings(db, [...bookings.keys()])
  const flagged: FlaggedArrival[] = []
  for (const [booking, all] of bookings) {
    const door = doors.get(booking)
    const isSeated = door?.status === 'booked'
    const merged = door && mergeFlagged(all, isSeated)
    const why = merged?.flag ?? (isSeated ? undefined : 'cancelled')
    if (!merged || !why) continue
    const { name, seats } = door
    flagged.push({ booking, name, seats, at: moment(merged.first.at), why })
  }
  const [row] = await db.query<{ n: number }>('select walked_in as n from session where station_id = $1 and id = $2', [
    stationOf(session),
    session,
  ])
  return { flagged: flagged.sort(byArrival), walkedIn: row?.n ?? 0 }
}
