import { addDays, DAY, type Day, dayOf, type Instant, startOfDay } from '@core/base/time'
import { freeTimes, MOVE_WITHIN_DAYS } from '@core/booking/closing-day'
import { dayPlanner } from '@core/catalogue/session-plan'
import { calendarOf } from '@core/place/hours'
import type { StationCalendar } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { listClosures } from '../../place/closure/queries'
import { readCalendar } from '../../place/holiday/queries'
import { groupBy } from '../../util/group-by'
import { type DaySession, listBusyTimes, listSessionTimes, type Stretch } from './queries'

/** People per query; so many are looked up well within the time of a statement. */
const PEOPLE_TOGETHER = 5_000

/** Times taken so far by the sessions of one closing, by offering and person. */
type Reserved = Map<string, Stretch[]>

/** What an offering's templates plan for these days, where no session has been inserted yet. */
const plannedTimes = (
  { offering, hours, planned_to }: DaySession,
  days: readonly Day[],
  calendar: StationCalendar,
): Stretch[] =>
  days
    .filter((day) => planned_to === null || day > planned_to)
    .flatMap(dayPlanner(offering, hours, calendar))
    .map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))

/**
 * Reads, in one query a table, what limits other times for these sessions of the closed day. `timesOf` gives those of one
 * session, best first; `reserve` takes one of them, so that the next sessions see it before it is written.
 */
export async function openTimes(deps: Pick<Deps, 'db' | 'now'>, day: Day, sessions: readonly DaySession[]) {
  const closures = await listClosures(deps.db, dayOf(deps.now()))
  const days = Array.from({ length: MOVE_WITHIN_DAYS }, (_, ahead) => addDays(day, ahead + 1))
  const [first, last] = [addDays(day, 1), addDays(day, MOVE_WITHIN_DAYS)]
  const [from, to] = [startOfDay(first), startOfDay(last) + DAY]
  const calendar = await readCalendar(deps.db, day, MOVE_WITHIN_DAYS + 1)
  const offerings = [...new Map(sessions.map(({ offering }) => [offering.id, offering])).values()]
  const people = [...new Set(sessions.flatMap((session) => session.people))]
  const others = await listSessionTimes(deps.db, offerings, startOfDay(day), to)
  const busy: Awaited<ReturnType<typeof listBusyTimes>> = []
  for (let at = 0; at < people.length; at += PEOPLE_TOGETHER)
    busy.push(...(await listBusyTimes(deps.db, people.slice(at, at + PEOPLE_TOGETHER), from, to)))
  const othersOf = groupBy(others, ({ offering }) => offering)
  const busyOf = groupBy(busy, ({ person }) => person)
  const planned = new Map<string, Stretch[]>()
  const reserved: Reserved = new Map()
  const keysOf = ({ offering, people: seated }: DaySession) => [offering.id, ...seated]

  return {
    timesOf(session: DaySession): Instant[] {
      const { offering, station, hours, people: seated } = session
      const known = calendarOf({ calendar, closures: [...closures, { station, day, reason: '' }] }, station)
      const ahead = planned.get(offering.id) ?? plannedTimes(session, days, known)
      planned.set(offering.id, ahead)
      const taken = [
        ...ahead,
        ...(othersOf.get(offering.id) ?? []).filter(({ id }) => id !== session.id),
        ...seated.flatMap((person) => busyOf.get(person) ?? []),
        ...keysOf(session).flatMap((key) => reserved.get(key) ?? []),
      ]
      return freeTimes({ from: session.starts_at, to: session.ends_at, hours, calendar: known, taken })
    },
    reserve(session: DaySession, at: Instant): void {
      const stretch = { from: at, to: at + session.ends_at - session.starts_at }
      for (const key of keysOf(session)) reserved.set(key, [...(reserved.get(key) ?? []), stretch])
    },
  }
}
