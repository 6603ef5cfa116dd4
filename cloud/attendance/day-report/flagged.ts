import type { FlaggedFacts } from '@core/attendance/day-report-build'
import { mergeScans } from '@core/attendance/scan'
import { type Day, dayOf } from '@core/base/time'
import { groupBy } from '../../base/group-by'
import type { Db } from '../../db/port'
import { eventOf, listEvents, type StoredScan } from '../scan/events'
import { type FlaggedRow, findNames, listFlaggedBookings } from './queries'

type Found = Omit<FlaggedFacts, 'by'> & { by: string }

/** What a booking's events of one day come to that counts for nothing; nothing, where an attendance of that day settles it. */
function flaggedOf({ booking: _, ...row }: FlaggedRow, events: readonly StoredScan[]): Found[] {
  if (mergeScans(events.filter(({ flag }) => flag === null).map(eventOf)).in) return []
  const { in: first } = mergeScans(events.map(eventOf))
  const why = events.find(({ device, seq }) => device === first?.device && seq === first.seq)?.flag
  return first && why ? [{ ...row, at: first.at, means: first.means, by: first.by, why }] : []
}

/** Who was let in that day by a phone without signal although it does not count, the earliest first. */
export async function listFlaggedOfDay(db: Db, station: string, day: Day): Promise<FlaggedFacts[]> {
  const rows = await listFlaggedBookings(db, station, day)
  if (rows.length === 0) return []
  const ids = rows.map(({ booking }) => booking)
  const events = (await listEvents(db, station, ids)).filter(({ at }) => dayOf(at) === day)
  const ofBooking = groupBy(events, ({ booking }) => booking ?? '')
  const found = rows.flatMap((row) => flaggedOf(row, ofBooking.get(row.booking) ?? []))
  const names = await findNames(db, [...new Set(found.map(({ by }) => by))])
  return found.sort((a, b) => a.at - b.at).map((one) => ({ ...one, by: names.get(one.by) ?? null }))
}
