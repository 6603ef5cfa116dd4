import * as v from 'valibot'
import { Moment } from '../base/time'

/**
 * A pass on paper, for who has no phone. Whoever accepts one looks at the roster, and at the person: so it has whole names,
 * and room for a photograph or the last figures of an identity card, which are written on it and never told us.
 */
export const Card = v.object({
  text: v.string(),
  names: v.array(v.string()),
  seats: v.number(),
  /** Who booked, masked, where they do not come themselves. */
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
