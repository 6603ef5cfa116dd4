import * as v from 'valibot'
import { minutesOf } from '../base/time'

/** What a station is there for. The names are the district's own programmes (docs/decisions/002). */
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

/** 區級主陣地 · 街鎮、部門分陣地 · 兩新、村社微陣地 */
const Tier = v.picklist(['district', 'street', 'micro'])

const FACILITIES = [
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
const Facility = v.picklist(FACILITIES)

const isSpan = (text: string): boolean => {
  const match = /^(\d\d:[0-5]\d)-(\d\d:[0-5]\d)$/.exec(text)
  return (
    !!match && minutesOf(match[1] as string) < minutesOf(match[2] as string) && minutesOf(match[2] as string) <= 1440
  )
}
/** None begins before the one ahead of it ends. Clock readings of five letters sort as text. */
const isInOrder = (spans: string[]): boolean =>
  spans.every((span, at) => at === 0 || (spans[at - 1] as string).slice(6) <= span.slice(0, 5))

/** The opening spans of one weekday: `09:00-12:00,14:00-17:30`, in order; empty when closed. */
const DayHours = v.pipe(
  v.string(),
  v.check((text) => {
    const spans = text.split(',')
    return text === '' || (spans.every(isSpan) && isInOrder(spans))
  }, 'HH:mm-HH:mm[,HH:mm-HH:mm]'),
)

/** Monday to Sunday, and what a legal holiday does to it. A weekend day that 調休 made a working day keeps Monday's hours. */
export const Hours = v.object({
  week: v.pipe(v.array(DayHours), v.length(7)),
  holiday: v.picklist(['closed', 'sunday', 'usual']),
})
export type Hours = v.InferOutput<typeof Hours>

/** A mainland position in degrees, GCJ-02, six decimals at most are kept (0.1 m). */
export const Lat = v.pipe(v.number(), v.minValue(3), v.maxValue(54))
export const Lng = v.pipe(v.number(), v.minValue(73), v.maxValue(136))

/** A station id as part of a regular expression: it is the tenant key, so the ids of offerings, sessions and bookings begin with it. */
export const STATION_ID = '[a-z]{2}\\d{3,6}'
/** Short and URL-safe. */
export const StationId = v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}$`)))

/** National code of a street or town. */
export const StreetCode = v.pipe(v.string(), v.regex(/^\d{9}$/))

export const Station = v.object({
  id: StationId,
  name: v.pipe(v.string(), v.minLength(2), v.maxLength(40)),
  kind: Kind,
  tier: Tier,
  street: StreetCode,
  address: v.string(),
  lat: Lat,
  lng: Lng,
  /** One place, one theme … */
  theme: v.string(),
  /** … one house, one feature. */
  feature: v.string(),
  /** The rules on its wall, in order. */
  rules: v.array(v.string()),
  hours: Hours,
  facilities: v.array(Facility),
  phone: v.string(),
  /** The position is known to the neighbourhood, not to the door. */
  approximate: v.optional(v.literal(true)),
  /** Made up for the demo district. */
  demo: v.optional(v.literal(true)),
})
export type Station = v.InferOutput<typeof Station>

export const Street = v.object({ code: v.string(), name: v.string(), lat: Lat, lng: Lng })
export type Street = v.InferOutput<typeof Street>

/** Days that do not follow the week: legal holidays (`rest`) and weekend days worked instead (`work`). */
export const Calendar = v.object({ rest: v.array(v.string()), work: v.array(v.string()) })
export type Calendar = v.InferOutput<typeof Calendar>
/** The calendar as one station keeps it: with the days on which it is closed out of turn. */
export type StationCalendar = Calendar & { closed?: readonly string[] }

/** A day on which a station is closed out of turn, and why. */
export const Closure = v.object({ station: StationId, day: v.string(), reason: v.string() })
export type Closure = v.InferOutput<typeof Closure>

/** All that a phone needs to search without a network. `version` changes when anything in it does. */
export const Pack = v.object({
  version: v.string(),
  streets: v.array(Street),
  calendar: Calendar,
  closures: v.array(Closure),
  stations: v.array(Station),
})
export type Pack = v.InferOutput<typeof Pack>
