import { maskName } from '@core/account/person'
import type { DoorPack, RosterRow } from '@core/attendance/door-pack'
import { MEANS, type Means } from '@core/attendance/means'
import { hexOf } from '@core/base/bytes'
import { addDays, type Day, dayOf, type Instant, moment, startOfDay } from '@core/base/time'
import type { Deps } from '../../base/deps'
import type { PassKeys } from '../pass/keys'

type SessionRow = {
  id: string
  title: string
  starts_at: Instant
  ends_at: Instant
  left: number
  walked_in: number
  counts_minutes: boolean | null
}
type BookingRow = {
  id: string
  session_id: string
  status: string
  seats: number
  generation: number
  code: string
  names: string[] | null
  at: Instant | null
  device: string | null
  seq: number | null
  means: Means | null
  again: number | null
  left_at: Instant | null
}

const listSessions = (deps: Deps, station: string, from: Instant, to: Instant) =>
  deps.db.query<SessionRow>(
    `select s.id, s.title, s.starts_at, s.ends_at, s.walked_in, (o.about->>'countsMinutes')::boolean as counts_minutes,
       case when s.draw_at is not null and s.drawn_at is null then 0 else greatest(0, s.capacity - s.taken - s.held) end as left
     from session s join offering o on o.station_id = s.station_id and o.id = s.offering_id
     where s.station_id = $1 and s.ends_at > $2 and s.starts_at < $3 and s.status = 'open' order by s.starts_at, s.id`,
    [station, moment(from), moment(to)],
  )

/** Bookings of these sessions; without the waitlist, which has no passes. */
const listBookings = (deps: Deps, station: string, sessions: string[]) =>
  deps.db.query<BookingRow>(
    `select b.id, b.session_id, b.status, b.seats, b.generation, b.door_code as code, a.at, a.device, a.seq, a.means, a.again, a.left_at,
       (select array_agg(p.shown order by p.id <> b.booker_id, p.created_at, p.id) from seat
        join person p on p.id = seat.person_id
        where seat.station_id = b.station_id and seat.booking_id = b.id) as names
     from booking b
     left join lateral (select * from attendance a where a.station_id = b.station_id and a.session_id = b.session_id
       and a.booking_id = b.id order by a.person_id limit 1) a on true
     where b.station_id = $1 and b.session_id = any ($2::text[]) and (b.status = 'booked' or b.generation > 1)
     order by b.booked_at, b.place, b.id`,
    [station, sessions],
  )

/** A booking id without its station. */
const localIdOf = (id: string): string => id.slice(id.indexOf('.') + 1)

function cameOf(
  { at, device, seq, means, again, left_at }: BookingRow,
  from: Instant,
  devices: string[],
): RosterRow[6] {
  if (at === null || device === null || seq === null || !means) return null
  const left = left_at === null ? null : left_at - from
  return [at - from, devices.indexOf(device), seq, MEANS.indexOf(means), again ?? 0, left]
}

/** The door pack: what a manager's phone needs to check people in offline at a station on one day. */
export async function makePack(
  deps: Deps,
  keys: PassKeys,
  station: { id: string; name: string },
  day: Day = dayOf(deps.now()),
): Promise<DoorPack> {
  const from = startOfDay(day)
  const keysOf = async (of: Day) =>
    (await keys.ofDay(station.id, of)).map(({ id, open, day: key }) => ({
      id,
      open: hexOf(open),
      day: hexOf(key),
      ...(of === day ? {} : { of }),
    }))
  const sessions = await listSessions(deps, station.id, from, startOfDay(addDays(day, 1)))
  const bookings = await listBookings(
    deps,
    station.id,
    sessions.map(({ id }) => id),
  )
  // A pass is opened by the key of the day on which its session begins: one over midnight began before this day.
  const earlier = sessions.map(({ starts_at }) => dayOf(starts_at)).filter((began) => began < day)
  const nth = new Map(sessions.map(({ id }, at) => [id, at]))
  const seated = bookings.filter(({ status }) => status === 'booked')
  // Devices in order of their first scan: one that joins later does not change earlier rows.
  const scanned = seated.filter(({ at }) => at !== null).sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
  const devices = [...new Set(scanned.flatMap(({ device }) => device ?? []))]
  return {
    station: station.id,
    stationName: station.name,
    day,
    at: moment(deps.now()),
    keys: (await Promise.all([day, ...new Set(earlier)].map(keysOf))).flat(),
    sessions: sessions.map((row) => ({
      id: row.id,
      title: row.title,
      startsAt: moment(row.starts_at),
      endsAt: moment(row.ends_at),
      left: row.left,
      walkedIn: row.walked_in,
      ...(row.counts_minutes ? { countsMinutes: true as const } : {}),
    })),
    roster: seated.map((row) => [
      localIdOf(row.id),
      nth.get(row.session_id) as number,
      row.seats,
      row.generation,
      row.code,
      (row.names ?? []).map(maskName),
      cameOf(row, from, devices),
    ]),
    devices,
    ended: bookings.filter(({ status }) => status !== 'booked').map(({ id }) => localIdOf(id)),
  }
}
