import * as v from 'valibot'
import { StationId } from './station'

/** How a thing is booked, whatever it is about. */
export const OFFERING_KINDS = ['activity', 'care', 'study', 'window', 'room'] as const
export const OfferingKind = v.picklist(OFFERING_KINDS)
export type OfferingKind = v.InferOutput<typeof OfferingKind>

/** What a person may be known to be, beyond their age. */
export const Standing = v.picklist(['member', 'veteran', 'worker', 'enterprise'])
export type Standing = v.InferOutput<typeof Standing>

/** Who it is for. Nothing said, nobody kept out. Ages are whole years on the day, both ends included. */
export const Audience = v.object({
  fromAge: v.optional(v.pipe(v.number(), v.integer())),
  toAge: v.optional(v.pipe(v.number(), v.integer())),
  only: v.optional(Standing),
})
export type Audience = v.InferOutput<typeof Audience>

/** Sessions that come again every week: `days` is Monday 1 … Sunday 7, `minutes` the length. */
export const Weekly = v.object({
  days: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  at: v.pipe(v.string(), v.regex(/^\d\d:\d\d$/)),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5)),
  capacity: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type Weekly = v.InferOutput<typeof Weekly>

export const Offering = v.object({
  id: v.string(),
  station: StationId,
  kind: OfferingKind,
  title: v.string(),
  /** What happens, what to bring; two sentences. */
  summary: v.string(),
  audience: Audience,
  /** People one booking may seat. */
  people: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Booking opens so many days ahead. */
  openDays: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Cancelling here ends so many minutes before the start. */
  cancelMinutes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  weekly: v.array(Weekly),
})
export type Offering = v.InferOutput<typeof Offering>
