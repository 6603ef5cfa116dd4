import * as v from 'valibot'
import { count } from '../base/count'
import { freeText } from '../base/text'
import { STATION_ID, StationId } from '../place/station'

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
  /** For children with a grown-up of theirs: at least one of each, and the ages are the children's. */
  household: v.optional(v.literal(true)),
})
export type Audience = v.InferOutput<typeof Audience>

/**
 * Sessions that come again: `rrule` says on which days (RFC 5545, days only: `FREQ=WEEKLY;BYDAY=MO,TH`), `at` the clock,
 * `minutes` the length. `slots` of them follow one another, as for a health check of twenty minutes with three chairs.
 */
export const SessionTemplate = v.object({
  rrule: v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Z0-9=;,+-]+$/)),
  at: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  minutes: count(5, 1440),
  slots: v.optional(count(1, 96)),
  capacity: count(1, 100_000),
})
export type SessionTemplate = v.InferOutput<typeof SessionTemplate>

export const Offering = v.object({
  /** `hp001-talk`: the station, then what its sessions' ids carry. */
  id: v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}-[a-z0-9]{2,24}$`))),
  station: StationId,
  kind: OfferingKind,
  title: freeText(40),
  /** What happens, what to bring; two sentences. */
  summary: v.pipe(v.string(), v.trim(), v.maxLength(300)),
  audience: Audience,
  /** People one booking may seat. */
  people: count(1),
  /** Booking opens so many days ahead. */
  openDays: count(1),
  /** Cancelling here ends so many minutes before the start. */
  cancelMinutes: count(0),
  /** Who comes more than so many minutes after the start is late; fifteen where nothing is said. */
  lateMinutes: v.optional(count(0, 240)),
  /** What one is there for counts in minutes: one scans on the way out too. */
  hours: v.optional(v.literal(true)),
  /** Whoever has booked may check in themselves, with the code on the wall. */
  wall: v.optional(v.literal(true)),
  /** Places are drawn: so many minutes before the start signing up ends and the draw is made. */
  drawMinutes: v.optional(count(10, 20_160)),
  templates: v.pipe(v.array(SessionTemplate), v.maxLength(100)),
})
export type Offering = v.InferOutput<typeof Offering>
