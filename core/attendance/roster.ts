import * as v from 'valibot'
import { REFUSALS } from '../base/refusal'
import { Moment } from '../base/time'
import { BookingId } from '../place/ids'
import { MEANS } from './means'

/** Arrival on the roster. `again`: number of repeated scans of the pass. */
const RosterArrival = v.object({
  at: Moment,
  means: v.picklist(MEANS),
  again: v.number(),
  late: v.optional(v.literal(true)),
  leftAt: v.optional(Moment),
})

/** One seat on the roster. */
export const RosterEntry = v.object({
  booking: BookingId,
  person: v.string(),
  name: v.string(),
  /** Masked name of the booker; absent where they booked themselves. */
  by: v.optional(v.string()),
  code: v.string(),
  came: v.nullable(RosterArrival),
})
export type RosterEntry = v.InferOutput<typeof RosterEntry>

/** Flagged arrival: let in by an offline phone, and why it does not count. It takes no seat and needs review. */
export const FlaggedArrival = v.object({
  booking: BookingId,
  name: v.string(),
  seats: v.number(),
  at: Moment,
  why: v.picklist(REFUSALS),
})
export type FlaggedArrival = v.InferOutput<typeof FlaggedArrival>
