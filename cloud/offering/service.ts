import { calendarOf } from '@core/hours'
import type { Offering } from '@core/offering'
import { no, type Verdict, yes } from '@core/refusal'
import { may } from '@core/role'
import type { Session } from '@core/session'
import { rulesBetween } from '@core/session-plan'
import type { Station } from '@core/station'
import { findBadTemplate } from '@core/template'
import { dayOf, daysBetween } from '@core/time'
import { listClosures } from '../closure/queries'
import { untilUnchanged } from '../db/retry'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { findSessions } from '../session/queries'
import { calendarFrom } from '../station/calendar'
import { findStation } from '../station/queries'
import { lastDayOf, plannedRows } from './planned'
import { findOffering, type Saved, saveRows } from './queries'

const DAY_MINUTES = 1440

/** A station the caller looks after. Another's is as unknown as none. */
export async function findManagedStation(deps: Deps, caller: Caller, id: string): Promise<Station> {
  const station = await findStation(deps.db, id)
  if (!station || !may(caller.roles, 'plan', station)) throw new Wrong('not-found')
  return station
}

/** The first thing wrong with what a manager wrote, as a path. A draw wants a time for signing up before it. */
function findBad(offering: Offering, { hours }: Station, today: string): string | undefined {
  const { drawMinutes = 0, openDays, templates } = offering
  if (drawMinutes >= openDays * DAY_MINUTES) return 'drawMinutes'
  return findBadTemplate(templates, hours, today)
}

/** One try: read, planned from what was read, and written if it is still so. */
async function trySave(deps: Deps, station: Station, offering: Offering, by: string, preview: boolean): Promise<Saved> {
  const now = deps.now()
  const from = dayOf(now)
  const to = lastDayOf(offering, from)
  const found = await findOffering(deps.db, offering)
  const closures = await listClosures(deps.db, from)
  const calendar = calendarOf({ calendar: calendarFrom(from, daysBetween(from, to) + 1), closures }, station.id)
  const ground = { hours: station.hours, calendar, falls: rulesBetween(from, to), from, to, now }
  const planned = plannedRows(deps, offering, ground)
  return saveRows(deps.db, { offering, revision: found?.revision, to, planned, by, now, preview })
}

type Effect = { offering: Offering; added: number; removed: number; changed: number; left: Session[] }

/** An offering as it shall be, and what that does, or would do, to its sessions ahead. */
export async function saveOffering(
  deps: Deps,
  station: Station,
  offering: Offering,
  by: string,
  preview: boolean,
): Promise<Verdict<Effect>> {
  const bad = findBad(offering, station, dayOf(deps.now()))
  if (bad) return no({ refusal: 'bad-template', where: bad })
  const saved = await untilUnchanged(
    () => trySave(deps, station, offering, by, preview),
    ({ outcome }) => outcome !== 'done',
  )
  const { outcome, kept, ...counts } = saved
  if (outcome !== 'done') throw new Error(`${offering.id} changed again and again`)
  const left = (await findSessions(deps.db, kept)).flatMap((found) => (found ? [found.session] : []))
  return yes({ offering, ...counts, left })
}
