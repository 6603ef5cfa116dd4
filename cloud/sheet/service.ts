import type { DaySheet } from '@core/sheet'
import { daySheet } from '@core/sheet-day'
import type { Station } from '@core/station'
import type { Day } from '@core/time'
import type { Deps } from '../deps'
import { listFlaggedOf } from './flagged'
import { listSeats, listSessionsOf, listWalkIns } from './queries'

/** The report of one day of a station. */
export async function findSheet(deps: Deps, station: Station, day: Day): Promise<DaySheet> {
  const { id } = station
  const sessions = await listSessionsOf(deps.db, id, day)
  const ids = sessions.map((session) => session.id)
  const [seats, walkIns, flagged] = await Promise.all([
    listSeats(deps.db, id, ids),
    listWalkIns(deps.db, id, ids),
    listFlaggedOf(deps.db, id, day),
  ])
  return daySheet({ station, day, sessions, seats, walkIns, flagged }, deps.now())
}
