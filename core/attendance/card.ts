import * as v from 'valibot'
import { Moment } from '../base/time'

/**
 * Printed card: a pass on paper, for people without a phone. Staff check it against the roster and the person, so it shows
 * full names and has room for a photograph or the last digits of an identity card, which are never sent to the cloud.
 */
export const Card = v.object({
  text: v.string(),
  names: v.array(v.string()),
  seats: v.number(),
  /** Masked name of the booker, where they are not in the group. */
  by: v.optional(v.string()),
  title: v.string(),
  startsAt: Moment,
  endsAt: Moment,
  stationName: v.string(),
  address: v.string(),
  phone: v.string(),
  code: v.string(),
})
export type Card = v.InferOutput<typeof Card>
