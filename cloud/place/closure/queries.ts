import type { Day } from '@core/base/time'
import type { Closure } from '@core/place/station'
import type { Db } from '../../db/port'

/** Exceptional closures of stations from a day on. */
export const listClosures = (db: Db, from: Day): Promise<Closure[]> =>
  db.query<Closure>('select station_id as station, day, reason from closure where day >= $1 order by day, station_id', [
    from,
  ])
