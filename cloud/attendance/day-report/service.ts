import { may } from '@core/account/role'
import type { DaySheet } from '@core/attendance/day-report'
import { daySheet } from '@core/attendance/day-report-build'
import type { Day } from '@core/base/time'
import { Wrong } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { findStation } from '../../place/station/queries'
import { listFlaggedOf } from './flagged'
import { listSeats, listSessionsOf, listWalkIns } from './queries'

/** The day's sheet of a station the caller looks after. Another's is as unknown as none. */
export async function findSheet(deps: Deps, caller: Caller, id: string, day: Day): Promise<DaySheet> {
  const station = await findStation(deps.db, id)
  if (!station || !may(caller.roles, 'sheet', station)) throw new Wrong('not-found')
  const sessions = await listSessionsOf(deps.db, id, day)
  const ids = sessions.map((session) => session.id)
  const [seats, walkIns, flagged] = await Promise.all([
    listSeats(deps.db, id, ids),
    listWalkIns(deps.db, id, ids),
    listFlaggedOf(deps.db, id, day),
  ])
  return daySheet({ station, day, sessions, seats, walkIns, flagged }, deps.now())
}
