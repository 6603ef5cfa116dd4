import type { Instant } from '@core/base/time'
import type { BookingStatus } from '@core/booking/booking'
import { stationOf } from '@core/place/ids'
import type { Station } from '@core/place/station'
import { PROXY_ROLES } from '../../account/ward/proxy-roles'
import type { Db } from '../../db/port'

/** Data of a booking's card, with full names. */
export type CardRow = {
  id: string
  status: BookingStatus
  booker: string
  by_name: string
  generation: number
  seats: number
  code: string
  title: string
  starts_at: Instant
  ends_at: Instant
  station: Station
  people: { id: string; name: string; known: boolean }[]
}

/** `known`: the booker still cares for the person, and so may see the name. */
export async function findCard(db: Db, id: string): Promise<CardRow | undefined> {
  const [row] = await db.query<CardRow>(
    `select b.id, b.status, b.booker_id as booker, me.shown as by_name, b.generation, b.seats, b.door_code as code,
       s.title, s.starts_at, s.ends_at, t.about as station,
       (select json_agg(json_build_object('id', p.id, 'name', p.shown, 'known', g.person_id is not null)
                        order by p.id <> b.booker_id, p.created_at, p.id)
        from seat join person p on p.id = seat.person_id
        left join guardianship g on g.guardian_id = b.booker_id and g.person_id = p.id and guards(g, $3)
        where seat.station_id = b.station_id and seat.booking_id = b.id) as people
     from booking b
     join session s on s.station_id = b.station_id and s.id = b.session_id
     join station t on t.id = b.station_id
     join person me on me.id = b.booker_id
     where b.station_id = $1 and b.id = $2`,
    [stationOf(id), id, PROXY_ROLES],
  )
  return row
}
