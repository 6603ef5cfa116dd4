import type { FlaggedFacts } from '@core/attendance/day-report-build'
import { type Day, dayOf } from '@core/base/time'
import type { Db } from '../../db/port'
import { groupBy } from '../../util/group-by'
import { listEvents, type StoredScan } from '../scan/events'
import { mergeFlagged } from '../scan/flagged'
import { type FlaggedRow, findNames, listFlaggedBookings } from './queries'

type Found = Omit<FlaggedFacts, 'by'> & { by: string }

/** The flagged arrival of a booking on one day, if it has one and no valid one. */
function flaggedOf({ booking: _, ...row }: FlaggedRow, events: readonly StoredScan[]): Found[] {
  const { first, flag } = mergeFlagged(events, true) ?? {}
  return first && flag ? [{ ...row, at: first.at, means: first.means, by: first.by, why: flag }] : []
}

/** Arrivals that an offline phone let in that day but that do not count, earliest first. */
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
