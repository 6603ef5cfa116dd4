import { may } from '@core/role'
import type { DaySheet } from '@core/sheet'
import { daySheet } from '@core/sheet-day'
import type { Day } from '@core/time'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { findStation } from '../station/queries'
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
