import type { DayReport } from '@core/attendance/day-report'
import { buildDayReport } from '@core/attendance/day-report-build'
import type { Day } from '@core/base/time'
import type { Station } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { listFlaggedOfDay } from './flagged'
import { listSeats, listSessionsOfDay, listWalkIns } from './queries'

/** The day report of a station. */
export async function findDayReport(deps: Deps, station: Station, day: Day): Promise<DayReport> {
  const { id } = station
  const sessions = await listSessionsOfDay(deps.db, id, day)
  const ids = sessions.map((session) => session.id)
  const [seats, walkIns, flagged] = await Promise.all([
    listSeats(deps.db, id, ids),
    listWalkIns(deps.db, id, ids),
    listFlaggedOfDay(deps.db, id, day),
  ])
  return buildDayReport({ station, day, sessions, seats, walkIns, flagged }, deps.now())
}
