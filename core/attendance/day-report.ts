import * as v from 'valibot'
import { REFUSALS } from '../base/refusal'
import { type Day, Moment } from '../base/time'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'
import { MEANS } from './scan'

/** How somebody came, and how long they were there. */
const CameIn = v.object({
  at: Moment,
  means: v.picklist(MEANS),
  /** Who scanned them, masked; nobody where they checked in themselves. */
  by: v.optional(v.string()),
  /** How often more their pass was let in. */
  again: v.number(),
  late: v.optional(v.literal(true)),
  leftAt: v.optional(Moment),
  /** Where hours count and once it is known: of the session's own time. */
  minutes: v.optional(v.number()),
  /** Nobody scanned them out: the minutes go to the session's end. */
  forgotten: v.optional(v.literal(true)),
})

/** One who had a place; names are masked. */
export const ReportPerson = v.object({
  name: v.string(),
  /** The last four of their booking's figures. */
  tail: v.string(),
  /** Who booked, where that was somebody else. */
  booker: v.optional(v.string()),
  came: v.nullable(CameIn),
  /** The session is over, and they did not come. */
  absent: v.optional(v.literal(true)),
})
export type ReportPerson = v.InferOutput<typeof ReportPerson>

/** People without a booking; `full`: there was no place any more, and they were let in all the same. */
const ReportWalkIn = v.object({
  at: Moment,
  seats: v.number(),
  by: v.optional(v.string()),
  full: v.optional(v.literal(true)),
})

export const ReportSession = v.object({
  id: SessionId,
  title: v.string(),
  startsAt: Moment,
  endsAt: Moment,
  calledOff: v.optional(v.literal(true)),
  people: v.array(ReportPerson),
  walkIns: v.array(ReportWalkIn),
})
export type ReportSession = v.InferOutput<typeof ReportSession>

/** Let in that day by a phone without signal, and why it does not count; the session may be another day's. */
export const ReportFlagged = v.object({
  name: v.string(),
  tail: v.string(),
  seats: v.number(),
  title: v.string(),
  startsAt: Moment,
  endsAt: Moment,
  at: Moment,
  means: v.picklist(MEANS),
  by: v.optional(v.string()),
  why: v.picklist(REFUSALS),
})
export type ReportFlagged = v.InferOutput<typeof ReportFlagged>

/** A quarter of an hour, and how many came in it: who had booked, and who had not. */
export const Quarter = v.object({ at: Moment, came: v.number(), walkedIn: v.number() })
export type Quarter = v.InferOutput<typeof Quarter>

/** Who came to a station on a day: its sessions that start that day, each person once. All counts are people. */
export const DayReport = v.object({
  station: StationId,
  stationName: v.string(),
  day: v.string(),
  /** When it was made, by the cloud's clock: the day may go on. */
  at: Moment,
  sums: v.object({
    booked: v.number(),
    came: v.number(),
    late: v.number(),
    absent: v.number(),
    walkedIn: v.number(),
    flagged: v.number(),
  }),
  sessions: v.array(ReportSession),
  flagged: v.array(ReportFlagged),
  /** From the first to the last in which somebody came, without a gap. */
  arrivals: v.array(Quarter),
})
export type DayReport = v.InferOutput<typeof DayReport>

export type ReportFormat = 'xlsx' | 'csv'

/** What the file is called: nothing in it that a file's name may not have. */
export const reportFileName = (stationName: string, day: Day, ending: ReportFormat): string =>
  `${stationName.replace(/[\\/:*?"<>|\p{C}]/gu, '').trim()} ${day}.${ending}`.trim()

/** The quarter of an hour in which most came, the earliest of them. */
export const busiest = (arrivals: readonly Quarter[]): Quarter | undefined =>
  arrivals.reduce<Quarter | undefined>(
    (most, one) => (most && most.came + most.walkedIn >= one.came + one.walkedIn ? most : one),
    undefined,
  )
