import type { Db } from '../db/port'

/** What must always hold, as statements that return who breaks it. The numbers are those of the design's testing page. */
const LAWS: Record<string, string> = {
  '1 booked ≤ capacity': `
    select s.id from session s
    where (select count(*) from seat where seat.station_id = s.station_id and seat.session_id = s.id and seat.live) > s.capacity`,
  '2 the counter equals the rows': `
    select s.id, s.taken from session s
    where s.taken <> (select count(*) from seat where seat.station_id = s.station_id and seat.session_id = s.id and seat.live)
       or s.taken <> (select coalesce(sum(b.seats), 0) from booking b
                      where b.station_id = s.station_id and b.session_id = s.id and b.status = 'booked')`,
  '2 a household is as large as its rows': `
    select p.id, p.household from person p
    where p.household <> (select count(*) from guardianship g where g.guardian_id = p.id and g.relation <> 'self')`,
  '3 nobody has one session twice': `
    select person_id, session_id from seat where live group by person_id, station_id, session_id having count(*) > 1`,
  '3 nobody is in two places at once': `
    select a.person_id, a.booking_id, b.booking_id as other
    from seat a join session sa on sa.station_id = a.station_id and sa.id = a.session_id
    join seat b on b.person_id = a.person_id and b.booking_id > a.booking_id and b.live
    join session sb on sb.station_id = b.station_id and sb.id = b.session_id
    where a.live and tstzrange(sa.starts_at, sa.ends_at) && tstzrange(sb.starts_at, sb.ends_at)`,
  'a seat is live with its booking alone': `
    select b.id from booking b join seat using (station_id)
    where seat.booking_id = b.id and seat.live <> (b.status = 'booked')`,
  'a booking has as many seats as it says': `
    select b.id from booking b
    where b.seats <> (select count(*) from seat where seat.station_id = b.station_id and seat.booking_id = b.id)`,
  'a time is held with its live seat alone': `
    select booking_id, person_id from person_time t where not exists
      (select 1 from seat where seat.booking_id = t.booking_id and seat.person_id = t.person_id and seat.live)`,
  'who came, came once, and nobody came to what is cancelled': `
    select b.id from booking b
    where b.came <> (select count(*) from attendance a where a.station_id = b.station_id and a.booking_id = b.id)
       or (b.status = 'cancelled' and b.came > 0)`,
  'nobody is booked for who does not look after them': `
    select t.person_id from person_time t where not exists
      (select 1 from guardianship g where g.guardian_id = t.guardian_id and g.person_id = t.person_id)`,
}

/** Every law that is broken, with the first rows that break it; nothing when all is well. */
export async function findViolations(db: Db): Promise<Record<string, unknown[]>> {
  const broken: Record<string, unknown[]> = {}
  for (const [law, sql] of Object.entries(LAWS)) {
    const rows = await db.query(`${sql} limit 5`)
    if (rows.length) broken[law] = rows
  }
  return broken
}

const COUNTED = [
  'street',
  'station',
  'offering',
  'session',
  'person',
  'guardianship',
  'role',
  'login',
  'booking',
  'seat',
  'person_time',
  'attendance',
  'idempotency',
  'pass_key',
  'migration',
]

/** How many rows there are of everything, and the sum of all changes to sessions: equal before and after, nothing happened. */
export async function footprint(db: Db): Promise<Record<string, number>> {
  const counts = COUNTED.map((table) => `(select count(*)::int from ${table}) as ${table}`)
  const [row] = await db.query<Record<string, number>>(
    `select ${counts.join(', ')}, (select sum(version)::int from session) as changes, (select sum(taken)::int from session) as taken`,
  )
  return row as Record<string, number>
}
