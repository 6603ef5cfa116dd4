import { addDays, DAY, type Day, type Instant, startOfDay } from '@core/base/time'
import { freeTimes, MOVE_WITHIN_DAYS } from '@core/booking/closing-day'
import { dayPlanner } from '@core/catalogue/session-plan'
import { calendarOf } from '@core/place/hours'
import type { Closure } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { calendarFrom } from '../../place/station/calendar'
import { type DaySession, listBusyTimes, listOtherSessions, type Stretch } from './queries'

/**
 * Times taken by sessions moved so far, by person and offering: a preview writes nothing, but later sessions must see
 * them.
 */
export type ReservedTimes = Map<string, Stretch[]>
export function reserveTime(reserved: ReservedTimes, session: DaySession, from: Instant): void {
  const stretch = { from, to: from + session.ends_at - session.starts_at }
  for (const key of [session.offering.id, ...session.people]) reserved.set(key, [...(reserved.get(key) ?? []), stretch])
}

/** Possible other times for a session of the closed day, best first. */
export async function findTimes(
  deps: Deps,
  session: DaySession,
  day: Day,
  closures: readonly Closure[],
  reserved: ReservedTimes,
) {
  const { offering, planned_to, station, hours, people } = session
  const first = addDays(day, 1)
  const last = addDays(day, MOVE_WITHIN_DAYS)
  const end = startOfDay(last) + DAY
  const known = {
    calendar: calendarFrom(day, MOVE_WITHIN_DAYS + 1),
    closures: [...closures, { station, day, reason: '' }],
  }
  const calendar = calendarOf(known, station)
  const unplanned = Array.from({ length: MOVE_WITHIN_DAYS }, (_, ahead) => addDays(first, ahead))
    .filter((one) => planned_to === null || one > planned_to)
    .flatMap(dayPlanner(offering, hours, calendar))
    .map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))
  const others = await listOtherSessions(deps.db, session, end)
  const times = await listBusyTimes(deps.db, people, startOfDay(first), end)
  const taken = [
    ...unplanned,
    ...others,
    ...times,
    ...[offering.id, ...people].flatMap((key) => reserved.get(key) ?? []),
  ]
  return freeTimes({ from: session.starts_at, to: session.ends_at, hours, calendar, taken })
}
