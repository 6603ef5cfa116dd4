import { ok, type Result, refuse } from '@core/base/refusal'
import { dayOf, daysBetween } from '@core/base/time'
import { drawsBeforeOpening, type Offering } from '@core/catalogue/offering'
import type { Session } from '@core/catalogue/session'
import { rulesBetween } from '@core/catalogue/session-plan'
import { findBadTemplate } from '@core/catalogue/template'
import { calendarOf } from '@core/place/hours'
import type { Station } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { untilUnchanged } from '../../db/retry'
import { listClosures } from '../../place/closure/queries'
import { calendarFrom } from '../../place/station/calendar'
import { findSessions } from '../session/queries'
import { lastDayOf, plannedRows } from './planned'
import { findOffering, type SaveOutcome, saveRows } from './queries'

/** Path of the first invalid field, if any. */
const findBad = (offering: Offering, { hours }: Station, today: string): string | undefined =>
  drawsBeforeOpening(offering) ? 'drawMinutes' : findBadTemplate(offering.templates, hours, today)

/** One attempt of the optimistic update: read, plan, and write if nothing has changed since the read. */
async function trySave(
  deps: Deps,
  station: Station,
  offering: Offering,
  by: string,
  preview: boolean,
): Promise<SaveOutcome> {
  const now = deps.now()
  const from = dayOf(now)
  const to = lastDayOf(offering, from)
  const found = await findOffering(deps.db, offering)
  const closures = await listClosures(deps.db, from)
  const calendar = calendarOf({ calendar: calendarFrom(from, daysBetween(from, to) + 1), closures }, station.id)
  const input = { hours: station.hours, calendar, falls: rulesBetween(from, to), from, to, now }
  const planned = plannedRows(deps, offering, input)
  return saveRows(deps.db, { offering, revision: found?.revision, to, planned, by, now, preview })
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
  const bad = findBad(offering, station, dayOf(deps.now()))
  if (bad) return refuse({ refusal: 'bad-template', where: bad })
  const saved = await untilUnchanged(
    () => trySave(deps, station, offering, by, preview),
    ({ outcome }) => outcome !== 'done',
  )
  const { outcome, kept, ...counts } = saved
  if (outcome !== 'done') throw new Error(`${offering.id} was changed concurrently at every attempt`)
  const left = (await findSessions(deps.db, kept)).flatMap((found) => (found ? [found.session] : []))
  return ok({ offering, ...counts, left })
}
