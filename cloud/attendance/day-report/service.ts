import { may } from '@core/account/role'
import type { DayReport } from '@core/attendance/day-report'
import { buildDayReport } from '@core/attendance/day-report-build'
import type { Day } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { findStation } from '../../place/station/queries'
import { listFlaggedOfDay } from './flagged'
import { listSeats, listSessionsOfDay, listWalkIns } from './queries'

/** The day's sheet of a station the caller looks after. Another's is as unknown as none. */
export async function findDayReport(deps: Deps, caller: Caller, id: string, day: Day): Promise<DayReport> {
  const station = await findStation(deps.db, id)
  if (!station || !may(caller.roles, 'sheet', station)) throw new ApiError('not-found')
  const sessions = await listSessionsOfDay(deps.db, id, day)
  const ids = sessions.map((session) => session.id)
  const [seats, walkIns, flagged] = await Promise.all([
    listSeats(deps.db, id, ids),
    listWalkIns(deps.db, id, ids),
    listFlaggedOfDay(deps.db, id, day),
  ])
  return buildDayReport({ station, day, sessions, seats, walkIns, flagged }, deps.now())
}
