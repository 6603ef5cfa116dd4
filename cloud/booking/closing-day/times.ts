import { addDays, DAY, type Day, type Instant, startOfDay } from '@core/base/time'
import { freeTimes } from '@core/booking/closing-day'
import { planDay, rulesBetween } from '@core/catalogue/session-plan'
import { calendarOf } from '@core/place/hours'
import type { Closure } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { calendarFrom } from '../../place/station/calendar'
import { type DaySession, listBusyTimes, listOtherSessions, type Stretch } from './queries'

/** As far as freeTimes looks. */
const MOVE_DAYS = 14

/** What has been moved so far, by person and by offering: a preview writes nothing, and the next session must see it. */
export type ReservedTimes = Map<string, Stretch[]>
export function reserveTime(held: ReservedTimes, session: DaySession, from: Instant): void {
  const stretch = { from, to: from + session.ends_at - session.starts_at }
  for (const key of [session.offering.id, ...session.people]) held.set(key, [...(held.get(key) ?? []), stretch])
}

/** Every time at which a session of this day could take place instead, best first, as far as one can see. */
export async function findTimes(
  deps: Deps,
  session: DaySession,
  day: Day,
  closures: readonly Closure[],
  held: ReservedTimes,
) {
  const { offering, planned_to, station, hours, people } = session
  const first = addDays(day, 1)
  const last = addDays(day, MOVE_DAYS)
  const end = startOfDay(last) + DAY
  const known = { calendar: calendarFrom(day, MOVE_DAYS + 1), closures: [...closures, { station, day, reason: '' }] }
  const calendar = calendarOf(known, station)
  const falls = rulesBetween(first, last)
  const toCome = Array.from({ length: MOVE_DAYS }, (_, ahead) => addDays(first, ahead))
    .filter((one) => planned_to === null || one > planned_to)
    .flatMap((one) => planDay(offering, hours, one, calendar, falls))
    .map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))
  const others = await listOtherSessions(deps.db, session, end)
  const times = await listBusyTimes(deps.db, people, startOfDay(first), end)
  const taken = [...toCome, ...others, ...times, ...[offering.id, ...people].flatMap((key) => held.get(key) ?? [])]
  return freeTimes({ from: session.starts_at, to: session.ends_at, hours, calendar, taken })
}
