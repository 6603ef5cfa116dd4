import * as v from 'valibot'
import { nameLine, oneLine } from '../base/text'
import { Moment } from '../base/time'
import { Facility, Hours, Lat, Lng, STATION_NAME, type Station } from './station'

/** Counts the changes of a station; whoever saves names the one they saw. */
export const Revision = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1))

/** Lengths in letters, and lines, of what a manager writes about a station. */
export const STATION_TEXT = { theme: 20, feature: 80, rule: 40, rules: 8, phone: 24 } as const
/**
 * Accuracy in metres that a position at the door must have at least. A phone under the open sky tells 5 to 20 m; within a
 * building, by masts, 50 m and more, which may be the next street.
 */
export const DOOR_ACCURACY = 30

/** Telephone number as people write it; an extension may follow. */
const Phone = v.pipe(oneLine(STATION_TEXT.phone), v.regex(/^[\d+][\d\s()（）-]*(转\s*\d+)?$/))

/** What a manager changes at once; absent: stays as it is. */
export const StationChange = v.strictObject({
  theme: v.optional(oneLine(STATION_TEXT.theme)),
  feature: v.optional(oneLine(STATION_TEXT.feature)),
  rules: v.optional(v.pipe(v.array(oneLine(STATION_TEXT.rule)), v.maxLength(STATION_TEXT.rules))),
  hours: v.optional(Hours),
  facilities: v.optional(
    v.pipe(
      v.array(Facility),
      v.maxLength(Facility.options.length),
      v.check((list) => new Set(list).size === list.length, 'each once'),
    ),
  ),
  phone: v.optional(Phone),
})
export type StationChange = v.InferOutput<typeof StationChange>

/** The fields in which a station would differ, with their new values. */
export function differing(station: Station, change: StationChange): Partial<StationChange> {
  const keys = Object.keys(change) as (keyof StationChange)[]
  const isOther = (key: keyof StationChange) => JSON.stringify(change[key]) !== JSON.stringify(station[key])
  return Object.fromEntries(keys.filter(isOther).map((key) => [key, change[key]]))
}

/** What the street decides, because others rely on it: what the station is called, or where its door is. */
export const StationWish = v.variant('kind', [
  v.strictObject({
    kind: v.literal('name'),
    name: v.pipe(nameLine(STATION_NAME.most), v.minLength(STATION_NAME.least)),
  }),
  v.strictObject({
    kind: v.literal('position'),
    lat: Lat,
    lng: Lng,
    /** In metres, as the phone tells it. */
    accuracy: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)),
  }),
])
export type StationWish = v.InferOutput<typeof StationWish>

/** A wish that waits for the street, or was answered. */
export const StationRequest = v.object({
  id: v.string(),
  station: v.string(),
  wish: StationWish,
  askedAt: Moment,
  /** Name of who asked. */
  by: v.string(),
  outcome: v.optional(v.picklist(['accepted', 'refused', 'replaced'])),
  /** The reason of a refusal. */
  words: v.optional(v.string()),
})
export type StationRequest = v.InferOutput<typeof StationRequest>
/** Letters of the reason why a request is refused. */
export const REASON_WORDS = 100

/** One entry of a station's change log. `what`: the changed fields, or `photo-added`, `photos`, `name`, `position`. */
export const LoggedChange = v.object({ at: Moment, by: v.string(), what: v.array(v.string()) })
export type LoggedChange = v.InferOutput<typeof LoggedChange>
