import { mergeScans } from '@core/attendance/attendance'
import type { FlaggedArrival } from '@core/attendance/roster'
import { moment } from '@core/base/time'
import { stationOf } from '@core/catalogue/session'
import { groupBy } from '../../base/group-by'
import type { Db } from '../../db/port'
import { eventOf, listSessionEvents, type StoredScan } from './events'
import { findDoorBookings } from './queries'

/**
 * What scans come to that let somebody in although something spoke against them: the first of them, and what did.
 * Undefined where nobody was let in, or where an attendance that counts settles it, whatever another phone was flagged for;
 * without a seat (`isSeated`) none counts.
 */
export function mergeFlagged(events: readonly StoredScan[], isSeated: boolean) {
  if (isSeated && mergeScans(events.filter(({ flag }) => flag === null).map(eventOf)).in) return undefined
  const { in: first } = mergeScans(events.map(eventOf))
  const flag = events.find(({ device, seq }) => device === first?.device && seq === first.seq)?.flag ?? undefined
  return first && { first, flag }
}

/** Who was let in at this session although it does not count, the earliest first; and how many came without a booking. */
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
  return { flagged: flagged.sort((a, b) => (a.at < b.at ? -1 : 1)), walkedIn: row?.n ?? 0 }
}
