import type { FlaggedArrival } from '@core/attendance/roster'
import { mergeScans } from '@core/attendance/scan'
import type { RefusalCode } from '@core/base/refusal'
import { moment } from '@core/base/time'
import { stationOf } from '@core/catalogue/session'
import { groupBy } from '../../base/group-by'
import type { Db } from '../../db/port'
import { eventOf, listSessionEvents } from './events'
import { findDoorBookings } from './queries'

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
    const counts = door?.status === 'booked' && mergeScans(all.filter(({ flag }) => flag === null).map(eventOf)).in
    // An attendance that counts settles it, whatever another phone was flagged for.
    if (!door || counts) continue
    const { in: first } = mergeScans(all.map(eventOf))
    const flag = all.find(({ device, seq }) => device === first?.device && seq === first.seq)?.flag
    const why = flag ?? (door.status === 'booked' ? undefined : 'cancelled')
    if (first && why) {
      const { name, seats } = door
      flagged.push({ booking, name, seats, at: moment(first.at), why: why as RefusalCode })
    }
  }
  const [row] = await db.query<{ n: number }>('select walked_in as n from session where station_id = $1 and id = $2', [
    stationOf(session),
    session,
  ])
  return { flagged: flagged.sort((a, b) => (a.at < b.at ? -1 : 1)), walkedIn: row?.n ?? 0 }
}
