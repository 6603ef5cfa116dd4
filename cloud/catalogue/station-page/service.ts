import { ok, type Result, refuse } from '@core/base/refusal'
import { clockOf, dayOf, type Instant, MINUTE, minutesOf, moment } from '@core/base/time'
import { isOpenFor } from '@core/catalogue/session-plan'
import { findBadTemplate } from '@core/catalogue/template'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { effectiveWeekday } from '@core/place/hours'
import { CALENDAR_DAYS, type Calendar, type Hours, type Station } from '@core/place/station'
import { differing, type StationChange } from '@core/place/station-change'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { readCalendar } from '../../place/holiday/queries'
import { listPhotos } from '../../place/photo/queries'
import { replanStation } from '../offering/plan'
import { listOfferings } from '../offering/queries'
import { listRequestsOf } from '../station-request/queries'
import { type BookedSession, findRevised, listBookedSessions, listChanges, writeChange } from './queries'

/** Entries of the change log and of requests that the page shows. */
const LOG_MOST = 20
const REQUESTS_MOST = 6

export async function readStationPage(deps: Deps, id: string): Promise<Answer<Endpoints['stationPage']>> {
  const found = await findRevised(deps.db, id)
  if (!found) throw new ApiError('not-found')
  const photos = await listPhotos(deps.db, id)
  const requests = await listRequestsOf(deps.db, id, REQUESTS_MOST)
  return { ...found, photos, requests, changes: await listChanges(deps.db, id, LOG_MOST) }
}

const isWithin = (hours: Hours, calendar: Calendar, from: Instant, to: Instant): boolean => {
  const weekday = effectiveWeekday(hours, dayOf(from), calendar)
  return weekday !== null && isOpenFor(hours, weekday, minutesOf(clockOf(from)), (to - from) / MINUTE)
}

/** Booked sessions that lie outside the hours; a day that is closed out of turn is a matter of its own. */
const outsideOf = (sessions: readonly BookedSession[], hours: Hours, calendar: Calendar) =>
  sessions
    .filter(({ starts_at, ends_at }) => !isWithin(hours, calendar, starts_at, ends_at))
    .map(({ id, title, starts_at, taken, waiting }) => ({
      session: id,
      title,
      startsAt: moment(starts_at),
      booked: taken,
      waiting,
    }))

type Changing = { id: string; revision: number; change: StationChange; by: string; preview: boolean }
type Changed = Result<Answer<Endpoints['changeStation']>>

/** The effect of the hours: nothing where they stay. */
async function effectOfHours(deps: Deps, station: Station) {
  const today = dayOf(deps.now())
  const calendar = await readCalendar(deps.db, today, CALENDAR_DAYS)
  const offerings = await listOfferings(deps.db, station.id)
  const idle = offerings.filter(({ templates }) => findBadTemplate(templates, station.hours, calendar, today))
  const booked = await listBookedSessions(deps.db, station.id, deps.now())
  return { outside: outsideOf(booked, station.hours, calendar), idle: idle.map(({ title }) => title) }
}

/**
 * Changes (or previews) what a manager decides alone. Booked sessions outside the new hours stay and are named; the others
 * are planned anew. If this process ends in between, the next round of jobs does that.
 */
export async function changeStation(deps: Deps, { id, revision, change, by, preview }: Changing): Promise<Changed> {
  const found = await findRevised(deps.db, id)
  if (!found) throw new ApiError('not-found')
  if (found.revision !== revision) return refuse({ refusal: 'station-changed' })
  const changed = differing(found.station, change)
  const station: Station = { ...found.station, ...(changed as Partial<Station>) }
  const effect = changed.hours ? await effectOfHours(deps, station) : { outside: [], idle: [] }
  const replan = async () =>
    changed.hours ? replanStation(deps, id, station.hours, { by, preview }) : { added: 0, removed: 0 }
  if (preview) return ok({ station, revision, ...effect, ...(await replan()) })
  const done = await writeChange(deps.db, { station: id, revision, change: changed, by, now: deps.now() })
  if (done === undefined) return refuse({ refusal: 'station-changed' })
  return ok({ station, revision: done, ...effect, ...(await replan()) })
}
