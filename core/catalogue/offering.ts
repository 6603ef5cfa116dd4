import * as v from 'valibot'
import { Standing } from '../account/standing'
import { count } from '../base/count'
import { freeText } from '../base/text'
import { Day } from '../base/time'
import { STATION_ID, StationId } from '../place/station'

/** Kind of an offering: how it is booked, independent of its subject. */
export const OFFERING_KINDS = ['activity', 'care', 'study', 'window', 'room'] as const
export const OfferingKind = v.picklist(OFFERING_KINDS)
export type OfferingKind = v.InferOutput<typeof OfferingKind>

/** Audience of an offering; without any field it is open to everyone. Ages are whole years on the day, inclusive. */
export const Audience = v.object({
  fromAge: v.optional(v.pipe(v.number(), v.integer())),
  toAge: v.optional(v.pipe(v.number(), v.integer())),
  only: v.optional(Standing),
  /** For children with an adult: at least one of each, and the age limits apply to the children. */
  household: v.optional(v.literal(true)),
})
export type Audience = v.InferOutput<typeof Audience>

/**
 * Template of recurring sessions: `rrule` gives the days (RFC 5545, days only: `FREQ=WEEKLY;BYDAY=MO,TH`), `at` the time
 * of day, `minutes` the length. `slots` sessions follow one another, as for health checks of twenty minutes each.
 * `start`: first day of the series, from which `INTERVAL` counts; a rule that counts from one is invalid without it.
 */
export const SessionTemplate = v.object({
  rrule: v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Z0-9=;,+-]+$/)),
  start: v.optional(Day),
  at: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  minutes: count(5, 1440),
  slots: v.optional(count(1, 96)),
  capacity: count(1, 100_000),
})
export type SessionTemplate = v.InferOutput<typeof SessionTemplate>

export const Offering = v.object({
  /** `hp001-talk`: the station, then the slug that its sessions' ids contain. */
  id: v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}-[a-z0-9]{2,24}$`))),
  station: StationId,
  kind: OfferingKind,
  title: freeText(40),
  /** What happens and what to bring, in two sentences. */
  summary: v.pipe(v.string(), v.trim(), v.maxLength(300)),
  audience: Audience,
  /** Largest group of one booking. */
  people: count(1),
  /** Days ahead at which booking opens. */
  openDays: count(1),
  /** Minutes before the start at which cancelling in the app ends. */
  cancelMinutes: count(0),
  /** Minutes after the start from which an arrival is late; default 15. */
  lateMinutes: v.optional(count(0, 240)),
  /** Attendance is counted in minutes, so people are scanned on the way out too. */
  hours: v.optional(v.literal(true)),
  /** People with a booking may check in themselves, with the check-in code. */
  wall: v.optional(v.literal(true)),
  /** Places are drawn: minutes before the start at which sign-up ends and the draw is made. */
  drawMinutes: v.optional(count(10, 20_160)),
  templates: v.pipe(v.array(SessionTemplate), v.maxLength(100)),
})
export type Offering = v.InferOutput<typeof Offering>
