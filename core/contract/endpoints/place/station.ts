import * as v from 'valibot'
import { Pack, Station, StationId } from '../../../place/station'
import { row } from '../../endpoint'
import { NearQuery } from '../../query'

/** Stations, readable without a login. */
export const stationEndpoints = {
  stations: row({
    method: 'GET',
    path: '/api/stations',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: "The district's pack with every station; supports If-None-Match (304)",
    answer: Pack,
  }),
  near: row({
    method: 'GET',
    path: '/api/stations/near',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'The nearest stations, nearest first, with straight-line metres and minutes on foot',
    query: NearQuery,
    answer: v.object({
      stations: v.array(v.object({ station: Station, metres: v.number(), minutes: v.number() })),
    }),
  }),
  station: row({
    method: 'GET',
    path: '/api/stations/:id',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'One station',
    params: v.object({ id: StationId }),
    answer: v.object({ station: Station }),
  }),
}
