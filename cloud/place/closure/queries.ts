import type { Day } from '@core/base/time'
import type { Closure } from '@core/place/station'
import type { Db } from '../../db/port'

/** All stations, or these and those of these streets. */
type Where = { all: boolean; stations: readonly string[]; streets: readonly string[] }

/** Exceptional closures of stations from a day on. */
export const listClosures = (db: Db, from: Day): Promise<Closure[]> =>
  db.query<Closure>('select station_id as station, day, reason from closure where day >= $1 order by day, station_id', [
    from,
  ])

/** The same for some stations only. */
export const listClosuresOf = (db: Db, from: Day, { all, stations, streets }: Where): Promise<Closure[]> =>
  db.query<Closure>(
    `select c.station_id as station, c.day, c.reason from closure c join station t on t.id = c.station_id
     where c.day >= $1 and ($2 or c.station_id = any ($3) or t.street = any ($4)) order by c.day, c.station_id`,
    [from, all, [...stations], [...streets]],
  )
