import * as v from 'valibot'
import { Standing } from '../account/standing'
import { count } from '../base/count'
import { freeText, oneLine } from '../base/text'
import { Day, minutesOf } from '../base/time'
import { STATION_ID, StationId } from '../place/station'

/** Kind of an offering: how it is booked, independent of its subject. */
export const OFFERING_KINDS = ['activity', 'care', 'study', 'window', 'room'] as const
export const OfferingKind = v.picklist(OFFERING_KINDS)
export type OfferingKind = v.InferOutput<typeof OfferingKind>

/** Highest age an audience can ask for: nobody is older. */
export const AGE_MOST = 120

/** Audience of an offering; without any field it is open to everyone. Ages are whole years on the day, inclusive. */
export const Audience = v.object({
  fromAge: v.optional(count(0, AGE_MOST)),
  toAge: v.optional(count(0, AGE_MOST)),
  only: v.optional(Standing),
  /** For children with an adult: at least one of each, and the age limits apply to the children. */
  household: v.optional(v.literal(true)),
})
export type Audience = v.InferOutput<typeof Audience>

/** Longest session: a day, since a template has a time of day. */
export const SESSION_MINUTES_MOST = 1440
/** Most consecutive sessions of a template: one every quarter of an hour of a day. */
export const SLOTS_MOST = 96
/** Largest capacity: more than any hall or field of a district holds. */
export const CAPACITY_MOST = 100_000
/** Most templates of an offering. */
export const TEMPLATES_MOST = 100

/**
 * Template of recurring sessions: `rrule` gives the days (RFC 5545, days only: `FREQ=WEEKLY;BYDAY=MO,TH`), `at` the time
 * of day, `minutes` the length. `slots` sessions follow one another, as for health checks of twenty minutes each.
 * `start`: first day of the series, from which `INTERVAL` counts; a rule that counts from one is invalid without it.
 */
export const SessionTemplate = v.object({
  rrule: v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Z0-9=;,+-]+$/)),
  start: v.optional(Day),
  at: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  minutes: count(5, SESSION_MINUTES_MOST),
  slots: v.optional(count(1, SLOTS_MOST)),
  capacity: count(1, CAPACITY_MOST),
})
export type SessionTemplate = v.InferOutput<typeof SessionTemplate>

/** Longest title, one line on a phone in large type, and longest summary, in letters. */
export const TITLE_MOST = 40
export const SUMMARY_MOST = 300

/** Largest group of one booking, and of one walk-in. */
export const PEOPLE_MOST = 20
/** Most days ahead at which booking opens: sessions are planned no further. */
export const OPEN_DAYS_MOST = 60
/** Earliest deadline before a session, for cancelling or for a draw: 14 days, in minutes. */
const DEADLINE_MINUTES_MOST = 20_160
/** Longest grace period for late arrivals, in minutes. */
const LATE_MINUTES_MOST = 240

export const Offering = v.object({
  /** `hp001-talk`: the station, then the slug that its sessions' ids contain. */
  id: v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}-[a-z0-9]{2,24}$`))),
  station: StationId,
  kind: OfferingKind,
  title: oneLine(TITLE_MOST),
  /** What happens and what to bring, in two sentences. */
  summary: freeText(SUMMARY_MOST, 0),
  audience: Audience,
  /** Largest group of one booking. */
  people: count(1, PEOPLE_MOST),
  /** Days ahead at which booking opens. */
  openDays: count(1, OPEN_DAYS_MOST),
  /** Minutes before the start at which cancelling in the app ends. */
  cancelMinutes: count(0, DEADLINE_MINUTES_MOST),
  /** Minutes after the start from which an arrival is late; default 15. */
  lateMinutes: v.optional(count(0, LATE_MINUTES_MOST)),
  /** Attendance is counted in minutes, so people are scanned on the way out too. */
  countsMinutes: v.optional(v.literal(true)),
  /** People with a booking may check in themselves, with the check-in code. */
  wall: v.optional(v.literal(true)),
  /** Places are drawn: minutes before the start at which sign-up ends and the draw is made. */
  drawMinutes: v.optional(count(10, DEADLINE_MINUTES_MOST)),
  templates: v.pipe(v.array(SessionTemplate), v.maxLength(TEMPLATES_MOST)),
})
export type Offering = v.InferOutput<typeof Offering>

const DAY_MINUTES = 1440

type Deadlines = Pick<Offering, 'openDays' | 'cancelMinutes' | 'drawMinutes' | 'templates'>

/**
 * The first deadline that is over before booking opens: a draw that nobody could sign up for, or a cancelling time that
 * nobody could use. Booking opens at the start of a day, so the earliest session of the templates decides.
 */
export function deadlineBeforeOpening(offering: Deadlines): 'drawMinutes' | 'cancelMinutes' | undefined {
  const { openDays, cancelMinutes, drawMinutes = 0, templates } = offering
  const open = openDays * DAY_MINUTES
  if (drawMinutes >= open) return 'drawMinutes'
  const earliest = templates.length ? Math.min(...templates.map(({ at }) => minutesOf(at))) : 0
  return cancelMinutes > open + earliest ? 'cancelMinutes' : undefined
}
