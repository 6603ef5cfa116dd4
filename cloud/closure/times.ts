import { freeTimes, MOVE_DAYS } from '@core/closure'
import { calendarOf } from '@core/hours'
import { planDay, rulesBetween } from '@core/session-plan'
import type { Closure } from '@core/station'
import { addDays, DAY, type Day, type Instant, startOfDay } from '@core/time'
import type { Deps } from '../deps'
import { calendarFrom } from '../station/calendar'
import { type DaySession, listOthers, listTimes, type Stretch } from './queries'

/** What has been moved so far, by person and by offering: a preview writes nothing, and the next session must see it. */
export type Held = Map<string, Stretch[]>
export function hold(held: Held, session: DaySession, from: Instant): void {
  const stretch = { from, to: from + session.ends_at - session.starts_at }
  for (const key of [session.offering.id, ...session.people]) held.set(key, [...(held.get(key) ?? []), stretch])
}

/** Every time at which a session of this day could take place instead, best first, as far as one can see. */
export async function findTimes(deps: Deps, session: DaySession, day: Day, closures: readonly Closure[], held: Held) {
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
  const others = await listOthers(deps.db, session, end)
  const times = await listTimes(deps.db, people, startOfDay(first), end)
  const taken = [...toCome, ...others, ...times, ...[offering.id, ...people].flatMap((key) => held.get(key) ?? [])]
  return freeTimes({ from: session.starts_at, to: session.ends_at, hours, calendar, taken })
}
