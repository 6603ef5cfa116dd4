import * as v from 'valibot'
import { minutesOf } from '../base/time'
import { DrawnArea } from './area'
import { DistrictLook } from './district'
import { StationPhoto } from './photo'

/** Kind of a station, after the district's own programmes. */
export const KINDS = [
  'workers',
  'mothers',
  'elders',
  'veterans',
  'children',
  'history',
  'practice',
  'enterprise',
  'complex',
  'park',
  'museum',
  'discipline',
  'command',
] as const
export const Kind = v.picklist(KINDS)
export type Kind = v.InferOutput<typeof Kind>

/** Tier of a station: 區級主陣地 · 街鎮、部門分陣地 · 兩新、村社微陣地 */
const Tier = v.picklist(['district', 'street', 'micro'])

export const FACILITIES = [
  'wifi',
  'water',
  'toilet',
  'seats',
  'charging',
  'aircon',
  'firstaid',
  'books',
  'nursing',
  'ramp',
  'microwave',
  'parking',
  'playroom',
  'meeting',
  'screen',
  'wheelchair',
] as const
export const Facility = v.picklist(FACILITIES)

const isSpan = (text: string): boolean => {
  const match = /^(\d\d:[0-5]\d)-(\d\d:[0-5]\d)$/.exec(text)
  return (
    !!match && minutesOf(match[1] as string) < minutesOf(match[2] as string) && minutesOf(match[2] as string) <= 1440
  )
}
/** Each span starts at or after the end of the one before. `HH:mm` sorts as text. */
const isInOrder = (spans: string[]): boolean =>
  spans.every((span, at) => at === 0 || (spans[at - 1] as string).slice(6) <= span.slice(0, 5))

/** More spans of one day than anybody opens. */
const SPANS_MOST = 8
const SPAN_LENGTH = 'HH:mm-HH:mm,'.length

/** Opening spans of one weekday, in order: `09:00-12:00,14:00-17:30`; empty when closed. */
export const DayHours = v.pipe(
  v.string(),
  v.maxLength(SPANS_MOST * SPAN_LENGTH),
  v.check((text) => {
    const spans = text.split(',')
    return text === '' || (spans.every(isSpan) && isInOrder(spans))
  }, 'HH:mm-HH:mm[,HH:mm-HH:mm]'),
)

/**
 * Opening hours: Monday to Sunday, and the rule for legal holidays (closed, Sunday's hours, or the usual ones). A weekend
 * day that 調休 turns into a working day has Monday's hours.
 */
export const Hours = v.object({
  week: v.pipe(v.array(DayHours), v.length(7)),
  holiday: v.picklist(['closed', 'sunday', 'usual']),
})
export type Hours = v.InferOutput<typeof Hours>

/** Position on the mainland in degrees, GCJ-02; six decimals at most are stored (0.1 m). */
export const Lat = v.pipe(v.number(), v.minValue(3), v.maxValue(54))
export const Lng = v.pipe(v.number(), v.minValue(73), v.maxValue(136))

/** Station id as part of a regular expression: the ids of offerings, sessions and bookings begin with it. */
export const STATION_ID = '[a-z]{2}\\d{3,6}'
/** Short and URL-safe. */
export const StationId = v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}$`)))

/** Most stations that one query for sessions names. */
export const STATIONS_A_QUERY = 40

/** National code of a street or town. */
export const StreetCode = v.pipe(v.string(), v.regex(/^\d{9}$/))

/** Letters of a station's name. */
export const STATION_NAME = { least: 2, most: 40 } as const

export const Station = v.object({
  id: StationId,
  name: v.pipe(v.string(), v.minLength(STATION_NAME.least), v.maxLength(STATION_NAME.most)),
  kind: Kind,
  tier: Tier,
  street: StreetCode,
  address: v.string(),
  lat: Lat,
  lng: Lng,
  /** By the district's motto: one place, one theme … */
  theme: v.string(),
  /** … one house, one feature. */
  feature: v.string(),
  /** House rules, in order. */
  rules: v.array(v.string()),
  hours: Hours,
  facilities: v.array(Facility),
  phone: v.string(),
  /** The position is approximate: the neighbourhood is known, not the entrance. */
  approximate: v.optional(v.literal(true)),
  /** Fictitious, for the demo district. */
  demo: v.optional(v.literal(true)),
})
export type Station = v.InferOutput<typeof Station>

/** The telephone number to offer for dialling; none for a demo station, because its number is nobody's. */
export const numberToDial = ({ phone, demo }: Pick<Station, 'phone' | 'demo'>): string | undefined =>
  demo ? undefined : phone

export const Street = v.object({ code: v.string(), name: v.string(), lat: Lat, lng: Lng })
export type Street = v.InferOutput<typeof Street>

/** Days for which the calendar is known, today included: a year, so that a form can tell when a yearly day is. */
export const CALENDAR_DAYS = 367
/** Days with other hours than their weekday's: legal holidays (`rest`) and weekend days worked instead (`work`). */
export const Calendar = v.object({ rest: v.array(v.string()), work: v.array(v.string()) })
export type Calendar = v.InferOutput<typeof Calendar>
/** Calendar of one station, with the days on which it is exceptionally closed. */
export type StationCalendar = Calendar & { closed?: readonly string[] }

/** A day on which a station is exceptionally closed, and why. */
export const Closure = v.object({ station: StationId, day: v.string(), reason: v.string() })
export type Closure = v.InferOutput<typeof Closure>

/** District pack: everything a phone needs to search offline. `version` changes whenever the content does. */
export const Pack = v.object({
  version: v.string(),
  streets: v.array(Street),
  calendar: Calendar,
  closures: v.array(Closure),
  /** In the order of the stations, and for each in its own. */
  photos: v.array(StationPhoto),
  stations: v.array(Station),
  /** Outline of the district and areas of its streets. Absent in a pack that a phone stored before there were any. */
  areas: v.optional(v.array(DrawnArea)),
  /** Absent in a pack that a phone stored before districts had a look of their own. */
  district: v.optional(DistrictLook),
})
export type Pack = v.InferOutput<typeof Pack>
