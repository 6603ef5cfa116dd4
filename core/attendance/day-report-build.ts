import { maskName } from '../account/person'
import type { RefusalCode } from '../base/refusal'
import { type Day, dayOf, type Instant, MINUTE, moment } from '../base/time'
import { isLate } from '../catalogue/lateness'
import { minutesThere } from './attendance'
import type { DayReport, Quarter, ReportFlagged, ReportPerson } from './day-report'
import { isSelfCheckIn, type Means } from './means'

type Arrival = { at: Instant; means: Means; by: string | null; again: number; leftAt: Instant | null }
export type SessionFacts = {
  id: string
  title: string
  startsAt: Instant
  endsAt: Instant
  calledOff: boolean
  countsMinutes: boolean
  lateMinutes: number | null
}
export type SeatFacts = {
  session: string
  name: string
  code: string
  /** Name of the booker, where that is somebody else. */
  booker: string | null
  came: Arrival | null
}
export type WalkInFacts = { session: string; at: Instant; seats: number; by: string | null; full: boolean }
export type FlaggedFacts = {
  name: string
  code: string
  seats: number
  title: string
  startsAt: Instant
  endsAt: Instant
  at: Instant
  means: Means
  by: string | null
  why: RefusalCode
}

/** Input of a day report, with whole names. The report masks those of bookers and scanners, who did not come. */
export type DayFacts = {
  station: { id: string; name: string }
  day: Day
  sessions: readonly SessionFacts[]
  seats: readonly SeatFacts[]
  walkIns: readonly WalkInFacts[]
  flagged: readonly FlaggedFacts[]
}

const QUARTER = 15 * MINUTE

const tailOf = (code: string): string => code.slice(-4)
const byOf = (by: string | null): { by?: string } => (by ? { by: maskName(by) } : {})

function cameOf(came: Arrival, session: SessionFacts, now: Instant): ReportPerson['came'] {
  const { at, means, by, again, leftAt } = came
  const known = session.countsMinutes && (leftAt !== null || now >= session.endsAt)
  const there = known ? minutesThere(at, leftAt ?? undefined, session) : undefined
  return {
    at: moment(at),
    means,
    ...(isSelfCheckIn(means) ? {} : byOf(by)),
    again,
    ...(isLate(at, session.startsAt, session.lateMinutes ?? undefined) ? { late: true } : {}),
    ...(leftAt === null ? {} : { leftAt: moment(leftAt) }),
    ...(there ? { minutes: there.minutes } : {}),
    ...(there?.forgotten ? { forgotten: true } : {}),
  }
}

const personOf = (seat: SeatFacts, session: SessionFacts, now: Instant): ReportPerson => ({
  name: seat.name,
  tail: tailOf(seat.code),
  ...(seat.booker === null ? {} : { booker: maskName(seat.booker) }),
  came: seat.came && cameOf(seat.came, session, now),
  ...(!seat.came && now >= session.endsAt ? { absent: true } : {}),
})

const flaggedOf = ({ code, by, startsAt, endsAt, at, ...rest }: FlaggedFacts): ReportFlagged => ({
  ...rest,
  tail: tailOf(code),
  startsAt: moment(startsAt),
  endsAt: moment(endsAt),
  at: moment(at),
  ...byOf(by),
})

/**
 * Day in whose report an arrival is: its own or, at a session over midnight, the day on which the session begins, so that
 * one report has the whole session.
 */
export function reportDay(at: Instant, { startsAt, endsAt }: { startsAt: Instant; endsAt: Instant }): Day {
  const first = dayOf(startsAt)
  return first <= dayOf(at) && dayOf(at) <= dayOf(endsAt - 1) ? first : dayOf(at)
}

/** Histogram of arrivals by quarter of an hour. */
function quartersOf({ day, sessions, seats, walkIns }: DayFacts): Quarter[] {
  const times = new Map(sessions.map((session) => [session.id, session]))
  const booked = seats.flatMap(({ session, came }) => (came ? [{ session, at: came.at, came: 1, walkedIn: 0 }] : []))
  const others = walkIns.map(({ session, at, seats: walkedIn }) => ({ session, at, came: 0, walkedIn }))
  const quarters = new Map<Instant, Quarter>()
  const all = [...booked, ...others].filter(({ session, at }) => {
    const time = times.get(session)
    return time && reportDay(at, time) === day
  })
  const nth = all.map(({ at }) => Math.floor(at / QUARTER))
  for (let one = Math.min(...nth); one <= Math.max(...nth); one++)
    quarters.set(one, { at: moment(one * QUARTER), came: 0, walkedIn: 0 })
  for (const { at, came, walkedIn } of all) {
    const quarter = quarters.get(Math.floor(at / QUARTER)) as Quarter
    quarter.came += came
    quarter.walkedIn += walkedIn
  }
  return [...quarters.values()]
}

const total = <T>(all: readonly T[], countOf: (one: T) => number): number =>
  all.reduce((sum, one) => sum + countOf(one), 0)

/** Builds the day report. Waitlisted and cancelled bookings are not on it. */
export function buildDayReport(facts: DayFacts, now: Instant): DayReport {
  const { station, day, flagged } = facts
  const sessions = facts.sessions.map((session) => ({
    id: session.id,
    title: session.title,
    startsAt: moment(session.startsAt),
    endsAt: moment(session.endsAt),
    ...(session.calledOff ? { calledOff: true as const } : {}),
    people: facts.seats.filter((seat) => seat.session === session.id).map((seat) => personOf(seat, session, now)),
    walkIns: facts.walkIns
      .filter((one) => one.session === session.id)
      .map(({ at, seats, by, full }) => ({
        at: moment(at),
        seats,
        ...byOf(by),
        ...(full ? { full: true as const } : {}),
      })),
  }))
  const people = sessions.flatMap((session) => session.people)
  return {
    station: station.id,
    stationName: station.name,
    day,
    at: moment(now),
    sums: {
      booked: people.length,
      came: people.filter(({ came }) => came).length,
      late: people.filter(({ came }) => came?.late).length,
      absent: people.filter(({ absent }) => absent).length,
      walkedIn: total(facts.walkIns, ({ seats }) => seats),
      flagged: total(flagged, ({ seats }) => seats),
    },
    sessions,
    flagged: flagged.map(flaggedOf),
    arrivals: quartersOf(facts),
  }
}
