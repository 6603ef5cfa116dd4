import * as v from 'valibot'
import { REFUSALS } from '../base/refusal'
import { type Day, Moment } from '../base/time'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'
import { MEANS } from './means'

/** Arrival and duration of one person. */
const CameIn = v.object({
  at: Moment,
  means: v.picklist(MEANS),
  /** Masked name of the scanner; absent after a self check-in. */
  by: v.optional(v.string()),
  /** Number of repeated scans of the pass. */
  again: v.number(),
  late: v.optional(v.literal(true)),
  leftAt: v.optional(Moment),
  /** Minutes present within the session's time, where the offering counts minutes and once they are known. */
  minutes: v.optional(v.number()),
  /** Not scanned out: minutes are counted to the session's end. */
  forgotten: v.optional(v.literal(true)),
})

/** A person who had a seat, by their whole name; their booker's is masked. */
export const ReportPerson = v.object({
  name: v.string(),
  /** Last four digits of the booking's door code. */
  tail: v.string(),
  /** Name of the booker, where that was somebody else. */
  booker: v.optional(v.string()),
  came: v.nullable(CameIn),
  /** Did not come, and the session is over. */
  absent: v.optional(v.literal(true)),
})
export type ReportPerson = v.InferOutput<typeof ReportPerson>

/** A walk-in group. `full`: let in although no seats were left. */
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

/**
 * Flagged arrival: let in that day by an offline phone, and why it does not count. The session may be on another day.
 */
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

/** A quarter of an hour and its arrivals: people with a booking, and walk-ins. */
export const Quarter = v.object({ at: Moment, came: v.number(), walkedIn: v.number() })
export type Quarter = v.InferOutput<typeof Quarter>

/** Day report of a station: sessions that start that day, each person once. All counts are people. */
export const DayReport = v.object({
  station: StationId,
  stationName: v.string(),
  day: v.string(),
  /** When it was made, by the cloud's clock; the day may not be over. */
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
  /** From the first quarter with an arrival to the last, without gaps. */
  arrivals: v.array(Quarter),
})
export type DayReport = v.InferOutput<typeof DayReport>

export type ReportFormat = 'xlsx' | 'csv'

/** File name of the report, without characters that file systems reject. */
export const reportFileName = (stationName: string, day: Day, ending: ReportFormat): string =>
  `${stationName.replace(/[\\/:*?"<>|\p{C}]/gu, '').trim()} ${day}.${ending}`.trim()

/** Quarter of an hour with the most arrivals; the earliest of equals. */
export const busiest = (arrivals: readonly Quarter[]): Quarter | undefined =>
  arrivals.reduce<Quarter | undefined>(
    (most, one) => (most && most.came + most.walkedIn >= one.came + one.walkedIn ? most : one),
    undefined,
  )
