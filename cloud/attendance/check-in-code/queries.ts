import type { Instant } from '@core/base/time'
import type { BookingStatus } from '@core/booking/booking'
import { stationOf } from '@core/place/ids'
import { shownName } from '../../account/name/queries'
import { PROXY_ROLES } from '../../account/ward/proxy-roles'
import type { Db } from '../../db/port'

/** A person's booking at one session; `at`: time of arrival, if they have come. */
export type OwnGroup = { id: string; status: BookingStatus; seats: number; names: string[]; at: Instant | null }

/**
 * Bookings of this session in which the person has a seat or which they made. `names`: only of people in their
 * household.
 */
export const listOwnGroups = (db: Db, session: string, person: string): Promise<OwnGroup[]> =>
  db.query<OwnGroup>(
    `select b.id, b.status, b.seats,
       array(select ${shownName('$3')} from seat
        join guardianship g on g.guardian_id = $3 and g.person_id = seat.person_id and guards(g, $4)
        join person p on p.id = seat.person_id
        where seat.station_id = b.station_id and seat.booking_id = b.id and p.shown <> ''
        order by p.id <> $3, p.created_at, p.id) as names,
       (select min(at) from attendance a
        where a.station_id = b.station_id and a.session_id = b.session_id and a.booking_id = b.id) as at
     from booking b
     left join seat own on own.station_id = b.station_id and own.session_id = b.session_id and own.booking_id = b.id
       and own.person_id = $3 and own.live
     where b.station_id = $1 and b.session_id = $2 and (b.booker_id = $3 or own.booking_id is not null)
     order by own.booking_id is null, b.booked_at, b.place, b.id`,
    [stationOf(session), session, person, PROXY_ROLES],
  )
