import * as v from 'valibot'
import { STATION_ID } from './station'

/** Session id, such as `hp001.room-2611231400`: the station, then a part unique within it. */
export const SessionId = v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}\\.[a-z0-9-]{3,48}$`)))

/** Station of a session or booking, from the start of its id. */
export const stationOf = (id: string): string => id.slice(0, id.indexOf('.'))
