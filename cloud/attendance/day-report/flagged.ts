import { type FlaggedFacts, reportDay } from '@core/attendance/day-report-build'
import type { Day } from '@core/base/time'
import type { Db } from '../../db/port'
import { groupBy } from '../../util/group-by'
import { listEvents, type StoredScan } from '../scan/events'
import { mergeFlagged } from '../scan/flagged'
import { type FlaggedRow, findNames, listFlaggedBookings } from './queries'

type Found = Omit<FlaggedFacts, 'by'> & { by: string }

/** The flagged arrival of a booking in the report of one day, if it has one there and no valid one. */
function flaggedOf({ booking: _, ...row }: FlaggedRow, all: readonly StoredScan[], day: Day): Found[] {
  const events = all.filter(({ at }) => reportDay(at, row) === day)
  const { first, flag } = mergeFlagged(events, true) ?? {}
  return first && flag ? [{ ...row, at: first.at, means: first.means, by: first.by, why: flag }] : []
}

/** Arrivals that an offline phone let in that day, or at its session over midnight, but that do not count; earliest first. */
export async function listFlaggedOfDay(db: Db, station: string, day: Day): Promise<FlaggedFacts[]> {
  const rows = await listFlaggedBookings(db, station, day)
  if (rows.length === 0) return []
  const ids = rows.map(({ booking }) => booking)
  const ofBooking = groupBy(await listEvents(db, station, ids), ({ booking }) => booking ?? '')
  const found = rows.flatMap((row) => flaggedOf(row, ofBooking.get(row.booking) ?? [], day))
  const names = await findNames(db, [...new Set(found.map(({ by }) => by))])
  return found.sort((a, b) => a.at - b.at).map((one) => ({ ...one, by: names.get(one.by) ?? null }))
}
