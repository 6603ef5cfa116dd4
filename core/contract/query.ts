import * as v from 'valibot'
import { NAME_MOST } from '../account/person'
import { oneLine } from '../base/text'
import { Day, Moment } from '../base/time'
import { OFFERING_KINDS } from '../catalogue/offering'
import { KINDS, Lat, Lng, STATIONS_A_QUERY, StationId } from '../place/station'

const decimal = v.pipe(v.string(), v.regex(/^-?\d{1,3}(\.\d{1,12})?$/), v.transform(Number))
const count = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.number(), v.minValue(1), v.maxValue(most))

export const NearQuery = v.object({
  lat: v.pipe(decimal, Lat),
  lng: v.pipe(decimal, Lng),
  kind: v.optional(v.picklist(KINDS)),
  limit: v.optional(count(100)),
})

/** A day in China (`YYYY-MM-DD`) or an ISO 8601 moment with its offset. */
const When = v.pipe(
  v.string(),
  v.maxLength(35),
  v.check((text) => v.is(Day, text) || v.is(Moment, text), 'YYYY-MM-DD'),
)

/** One day in China. */
export const DayQuery = v.object({ day: Day })

/** Part of a name, as typed so far; an empty one matches every name. */
export const WardsQuery = v.object({
  q: v.optional(oneLine(NAME_MOST, 0)),
})

/** Whose roles to list: those of one station, of all streets, of all departments, or of the district. */
export const RolesQuery = v.object({
  of: v.picklist(['station', 'street', 'department', 'district']),
  /** The station, with `of=station`. */
  id: v.optional(StationId),
})

/** Length of so many ids of eight characters, each with a comma. */
const IDS_MOST = STATIONS_A_QUERY * 9

export const SessionsQuery = v.object({
  /** Up to forty station ids, separated by commas. */
  station: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(IDS_MOST),
      v.check((text) => text.split(',').every((id) => v.is(StationId, id)), 'station id'),
      v.transform((text) => text.split(',')),
      v.maxLength(STATIONS_A_QUERY),
    ),
  ),
  /** A station's kind (`elders` …) or an offering's (`care` …); the two sets are disjoint. */
  kind: v.optional(v.picklist([...KINDS, ...OFFERING_KINDS])),
  /** Sessions that start at or after this day or moment; default: now. */
  from: v.optional(When),
  /** … and before the end of this day, or before this moment; default: fourteen days after `from`. */
  to: v.optional(When),
  limit: v.optional(count(500)),
  /** `next` of the previous page. */
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,13}~[a-z0-9.-]{1,60}$/))),
})
