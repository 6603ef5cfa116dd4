import { ok, type Refusal, type Result, refuse } from '@core/base/refusal'
import { type Day, dayOf, daysBetween } from '@core/base/time'
import { deadlineBeforeOpening, type Offering } from '@core/catalogue/offering'
import type { Session } from '@core/catalogue/session'
import { dayPlanner, lastDayOf, planDays, SESSIONS_MOST } from '@core/catalogue/session-plan'
import { findBadTemplate } from '@core/catalogue/template'
import { calendarOf } from '@core/place/hours'
import { CALENDAR_DAYS, type Station } from '@core/place/station'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import { untilUnchanged } from '../../db/retry'
import { listClosures } from '../../place/closure/queries'
import { readCalendar } from '../../place/holiday/queries'
import { findSessions } from '../session/queries'
import { plannedRows } from './planned'
import { findOffering, type SaveOutcome, saveRows } from './queries'

/** Why an offering cannot be planned, if so: its first invalid field, or too many sessions. */
async function whyNot(db: Db, offering: Offering, { hours }: Station, today: Day): Promise<Refusal | undefined> {
  const deadline = deadlineBeforeOpening(offering)
  if (deadline) return { refusal: 'bad-template', where: deadline }
  const calendar = await readCalendar(db, today, CALENDAR_DAYS)
  const where = findBadTemplate(offering.templates, hours, calendar, today)
  if (where) return { refusal: 'bad-template', where }
  const last = lastDayOf(offering, today)
  const { to } = planDays(dayPlanner(offering, hours, calendar), today, last)
  if (to < last) return { refusal: 'too-many-sessions', most: SESSIONS_MOST, days: daysBetween(today, last) + 1 }
  return undefined
}

/** One attempt of the optimistic update: read, plan, and write if nothing has changed since the read. */
async function trySave(
  deps: Pick<Deps, 'db' | 'now' | 'random'>,
  station: Station,
  offering: Offering,
  by: string,
  preview: boolean,
): Promise<SaveOutcome> {
  const now = deps.now()
  const from = dayOf(now)
  const last = lastDayOf(offering, from)
  const found = await findOffering(deps.db, offering)
  const closures = await listClosures(deps.db, from)
  const known = { calendar: await readCalendar(deps.db, from, daysBetween(from, last) + 1), closures }
  const calendar = calendarOf(known, station.id)
  const { rows, to } = plannedRows(deps, offering, { hours: station.hours, calendar, from, to: last, now })
  return saveRows(deps.db, { offering, revision: found?.revision, to, planned: rows, by, now, preview })
}

type Effect = { offering: Offering; added: number; removed: number; changed: number; left: Session[] }

/**
 * Saves (or previews) an offering; returns the effect on its coming sessions. `left`: kept because somebody booked or
 * waits.
 */
export async function saveOffering(
  deps: Deps,
  station: Station,
  offering: Offering,
  by: string,
  preview: boolean,
): Promise<Result<Effect>> {
  const why = await whyNot(deps.db, offering, station, dayOf(deps.now()))
  if (why) return refuse(why)
  const saved = await untilUnchanged(
    () => trySave(deps, station, offering, by, preview),
    ({ outcome }) => outcome !== 'done',
  )
  const { outcome, kept, ...counts } = saved
  if (outcome !== 'done') throw new Error(`${offering.id} was changed concurrently at every attempt`)
  const left = (await findSessions(deps.db, kept)).flatMap((found) => (found ? [found.session] : []))
  return ok({ offering, ...counts, left })
}
