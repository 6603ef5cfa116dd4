import * as v from 'valibot'
import { ONE_LINE } from '../base/text'
import { Day, instant, isDay, isInRange, startOfDay } from '../base/time'
import { OFFERING_KINDS } from '../catalogue/offering'
import { KINDS, Lat, Lng, StationId } from '../place/station'

const decimal = v.pipe(v.string(), v.regex(/^-?\d{1,3}(\.\d{1,12})?$/), v.transform(Number))
const count = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.number(), v.minValue(1), v.maxValue(most))

export const NearQuery = v.object({
  lat: v.pipe(decimal, Lat),
  lng: v.pipe(decimal, Lng),
  kind: v.optional(v.picklist(KINDS)),
  limit: v.optional(count(100)),
})

/** A day in China or a moment. */
const When = v.pipe(
  v.string(),
  v.maxLength(35),
  v.check((text) => {
    const at = isDay(text)
      ? startOfDay(text)
      : /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)
        ? instant(text)
        : Number.NaN
    return isInRange(at)
  }, 'YYYY-MM-DD'),
)

/** One day in China. */
export const DayQuery = v.object({ day: Day })

/** Part of a name, as far as it is typed; nothing is in every name. */
export const WardsQuery = v.object({
  q: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(20),
      v.check((text) => text === '' || ONE_LINE.test(text), 'one line'),
    ),
  ),
})

/** Whom one may look up together: those of one station, or of all streets, of all departments, of the district. */
export const RolesQuery = v.object({
  of: v.picklist(['station', 'street', 'department', 'district']),
  /** The station. */
  id: v.optional(StationId),
})

const STATIONS_A_QUERY = 40

export const SessionsQuery = v.object({
  /** One station or several, comma between. */
  station: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => text.split(',').every((id) => v.is(StationId, id)), 'station id'),
      v.transform((text) => text.split(',')),
      v.maxLength(STATIONS_A_QUERY),
    ),
  ),
  /** A station's kind (elders …) or an offering's (care …); the two share no word. */
  kind: v.optional(v.picklist([...KINDS, ...OFFERING_KINDS])),
  /** What starts from this day or moment on; now, when not told. */
  from: v.optional(When),
  /** … and before the end of this day, or this moment; fourteen days on, when not told. */
  to: v.optional(When),
  limit: v.optional(count(500)),
  /** `next` of the page before. */
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,13}~[a-z0-9.-]{1,60}$/))),
})
