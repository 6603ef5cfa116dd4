import type { FlaggedFacts } from '@core/attendance/day-report-build'
import { type Day, dayOf } from '@core/base/time'
import type { Db } from '../../db/port'
import { groupBy } from '../../util/group-by'
import { listEvents, type StoredScan } from '../scan/events'
import { mergeFlagged } from '../scan/flagged'
import { type FlaggedRow, findNames, listFlaggedBookings } from './queries'

type Found = Omit<FlaggedFacts, 'by'> & { by: string }

/** What a booking's events of one day come to that counts for nothing. */
function flaggedOf({ booking: _, ...row }: FlaggedRow, events: readonly StoredScan[]): Found[] {
  const { first, flag } = mergeFlagged(events, true) ?? {}
  return first && flag ? [{ ...row, at: first.at, means: first.means, by: first.by, why: flag }] : []
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
