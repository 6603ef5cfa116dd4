import * as v from 'valibot'
import { REFUSALS } from '../base/refusal'
import { Moment } from '../base/time'
import { BookingId } from '../booking/booking'
import { MEANS } from './scan'

/** How somebody came: when, by which means, how often their pass was let in again, late or not, and when they left. */
const RosterArrival = v.object({
  at: Moment,
  means: v.picklist(MEANS),
  again: v.number(),
  late: v.optional(v.literal(true)),
  leftAt: v.optional(Moment),
})

/** One place on the roster. */
export const RosterEntry = v.object({
  booking: BookingId,
  person: v.string(),
  name: v.string(),
  /** Who booked for them, masked; absent where they did so themselves. */
  by: v.optional(v.string()),
  code: v.string(),
  came: v.nullable(RosterArrival),
})
export type RosterEntry = v.InferOutput<typeof RosterEntry>

/** Let in by a phone without signal, and what speaks against it: it holds no place, and somebody should look at it. */
export const FlaggedArrival = v.object({
  booking: BookingId,
  name: v.string(),
  seats: v.number(),
  at: Moment,
  why: v.picklist(REFUSALS),
})
export type FlaggedArrival = v.InferOutput<typeof FlaggedArrival>
