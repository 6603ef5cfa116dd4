import * as v from 'valibot'
import { LETTER } from '../base/base32'
import { STATION_ID } from './station'

/** Session id, such as `hp001.room-2611231400`: the station, then a part unique within it. */
export const SessionId = v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}\\.[a-z0-9-]{3,48}$`)))

/** Station of a session or booking, from the start of its id. */
export const stationOf = (id: string): string => id.slice(0, id.indexOf('.'))

/**
 * Booking id: `hp001.` and 22 characters (16 in older ones) of Crockford's base32: 6 for the second of creation, so that
 * new rows are adjacent in an index, and 16 for 80 random bits.
 */
export const BookingId = v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}\\.${LETTER}{16}(${LETTER}{6})?$`)))
