import * as v from 'valibot'
import { STATION_ID } from './station'

/** `hp001.room-2611231400`: the station, then what is unique there. */
export const SessionId = v.pipe(v.string(), v.regex(new RegExp(`^${STATION_ID}\\.[a-z0-9-]{3,48}$`)))

/** The station that a session's or booking's id begins with. */
export const stationOf = (id: string): string => id.slice(0, id.indexOf('.'))
