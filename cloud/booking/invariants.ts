import { MAX_OVERTAKEN } from '@core/booking/waitlist'

/** Invariants of bookings and sessions: statements that return the rows violating them. `{now}`: the current time, if the caller gives one. A number groups those of one guarantee. */
export const BOOKING_INVARIANTS = {
  '1 booked ≤ capacity': `
    select s.id from session s join (
      select station_id, session_id, count(*) as sat from seat where live and seated group by station_id, session_id
    ) n on n.station_id = s.station_id and n.session_id = s.id where n.sat + s.walked_in > s.capacity and s.status = 'open'`,
  '2 the counters of a session equal its rows': `
    select s.id, s.taken, s.waiting from session s
    left join (
      select station_id, session_id, count(*) as sat from seat where live and seated group by station_id, session_id
    ) n on n.station_id = s.station_id and n.session_id = s.id
    left join (
      select station_id, session_id, coalesce(sum(seats) filter (where status in ('booked', 'offered')), 0) as sat,
        count(*) filter (where status = 'waiting') as waiting_groups
      from booking group by station_id, session_id
    ) b on b.station_id = s.station_id and b.session_id = s.id
    cross join lateral (select case when s.status = 'open' then s.walked_in else 0 end as in) w
    where s.taken - w.in <> coalesce(n.sat, 0) or s.taken - w.in <> coalesce(b.sat, 0) or s.waiting <> coalesce(b.waiting_groups, 0)`,
  '3 a person has at most one seat per session': `
    select person_id, session_id from seat where live group by person_id, station_id, session_id having count(*) > 1`,
  '3 the seats of a person do not overlap in time': `
    select a.person_id, a.booking_id, b.booking_id as other
    from seat a join session sa on sa.station_id = a.station_id and sa.id = a.session_id
    join seat b on b.person_id = a.person_id and b.booking_id > a.booking_id and b.live and b.seated
    join session sb on sb.station_id = b.station_id and sb.id = b.session_id
    where a.live and a.seated and tstzrange(sa.starts_at, sa.ends_at) && tstzrange(sb.starts_at, sb.ends_at)`,
  '5 a stored 201 answer has its booking': `
    select k.key from idempotency k
    left join booking b on b.id = k.answer::json->'booking'->>'id' and b.booker_id = k.person_id
    where k.status = 201 and b.id is null`,
  '6 nobody is overtaken more than three times': `
    select id, overtaken from booking where overtaken > ${MAX_OVERTAKEN}`,
  '6 a waitlist place belongs to one group': `
    select station_id, session_id, place from booking where place > 0 and status <> 'cancelled'
    group by station_id, session_id, place having count(*) > 1`,
  '7 the recorded status changes are legal': `
    select booking_id, before, what from (
      select booking_id, what, lag(what) over (partition by station_id, booking_id order by version) as before
      -- A booking keeps its status when its session is moved.
      from session_change where booking_id is not null and what <> 'moved'
    ) step
    where before in ('cancelled', 'lapsed', 'closed', 'called-off')
       or (what in ('booked', 'waiting') and before is not null)
       or (what in ('promoted', 'offered', 'drawn', 'closed')
           and before not in ('waiting', 'not-drawn', 'unseated'))
       or (what = 'not-drawn' and before not in ('waiting', 'unseated'))
       or (what = 'unseated' and before in ('waiting', 'unseated'))
       or (what = 'lapsed' and before <> 'offered')`,
  'a booking has a session': `
    select b.id from booking b left join session s on s.station_id = b.station_id and s.id = b.session_id
    where s.id is null`,
  '9 the version of a session is 1 plus its recorded changes': `
    select s.id, s.version from session s
    left join (select station_id, session_id, count(*) as noted from session_change group by station_id, session_id) c
      on c.station_id = s.station_id and c.session_id = s.id
    where s.version <> 1 + coalesce(c.noted, 0)`,
  '9 no change is newer than its session': `
    select c.session_id, c.version from session_change c
    join session s on s.station_id = c.station_id and s.id = c.session_id where c.version > s.version`,
  '9 the version of a booking has its recorded change': `
    select b.id, b.version from booking b
    left join session_change c on c.station_id = b.station_id and c.session_id = b.session_id and c.version = b.version
      and c.booking_id = b.id
    where b.version > 0 and c.version is null`,
  '9 the change of a booking has its notice': `
    select c.booking_id, c.what from session_change c
    join booking b on b.station_id = c.station_id and b.id = c.booking_id
    join person p on p.id = b.booker_id and p.erased_at is null
    left join notice n on n.person_id = b.booker_id and n.booking_id = c.booking_id and n.at = c.at
    where n.id is null`,
  'the state of a seat matches its booking': `
    select b.id from booking b join seat on seat.station_id = b.station_id and seat.booking_id = b.id
    where seat.live <> (b.status <> 'cancelled') or seat.seated <> (b.status in ('booked', 'offered'))`,
  'the seat counter of a booking equals its seats': `
    select b.id from booking b left join (
      select station_id, booking_id, count(*) as n from seat group by station_id, booking_id
    ) s on s.station_id = b.station_id and s.booking_id = b.id where b.seats <> coalesce(s.n, 0)`,
  // Guardianships newer than the booking do not count.
  'a booking is by proxy exactly if all its people are wards': `
    select b.id from booking b
    join seat on seat.station_id = b.station_id and seat.booking_id = b.id
    left join guardianship g on g.guardian_id = b.booker_id and g.person_id = seat.person_id and g.since <= b.booked_at
    group by b.id, b.proxy having count(*) = count(g.relation) and b.proxy <> bool_and(g.relation = 'ward')`,
  'exactly the offers have a deadline': `
    select id from booking where (status = 'offered') <> (offer_until is not null)`,
  'a free exit belongs to a seat': `
    select id from booking where leave_until is not null and status in ('waiting', 'offered')`,
  'a blocked time has a live seat, and is the time of its session': `
    select t.booking_id, t.person_id from person_time t
    left join seat on seat.station_id = t.station_id and seat.booking_id = t.booking_id and seat.person_id = t.person_id
      and seat.live and seat.seated
    left join session s on s.station_id = seat.station_id and s.id = seat.session_id
    where s.id is null or t.during <> tstzrange(s.starts_at, s.ends_at)`,
  // A past time may be deleted, and is deleted with the guardianship.
  'a seated person has a blocked time': `
    select seat.booking_id, seat.person_id from seat
    join session s on s.station_id = seat.station_id and s.id = seat.session_id
    join booking b on b.station_id = seat.station_id and b.id = seat.booking_id
    join guardianship g on g.guardian_id = b.booker_id and g.person_id = seat.person_id
    left join person_time t on t.person_id = seat.person_id and t.booking_id = seat.booking_id
    where seat.live and seat.seated and t.person_id is null
      and s.ends_at > coalesce(nullif('{now}', '')::timestamptz, (select max(at) from session_change))`,
  'everybody booked is a dependant of the booker': `
    select t.person_id from person_time t where not exists
      (select 1 from guardianship g where g.guardian_id = t.guardian_id and g.person_id = t.person_id)`,
  'the entries of a draw match its bookings': `
    select b.id from draw d
    join booking b on b.station_id = d.station_id and b.session_id = d.session_id and b.ticket is not null
    where not exists (select 1 from json_to_recordset(d.entries) e(ticket int, lots int, size int)
      where e.ticket = b.ticket and e.lots = b.lots and e.size = b.seats)`,
  'a waiting person has a guardianship with the booker': `
    select seat.person_id from booking b join seat on seat.station_id = b.station_id and seat.booking_id = b.id
    where b.status = 'waiting' and not exists
      (select 1 from guardianship g where g.guardian_id = b.booker_id and g.person_id = seat.person_id)`,
  '14 an erased person has no upcoming seat': `
    select p.id, b.id as booking from person p
    join seat on seat.person_id = p.id and seat.live
    join booking b on b.station_id = seat.station_id and b.id = seat.booking_id
    join session s on s.station_id = b.station_id and s.id = b.session_id
    where s.ends_at > p.erased_at`,
  'a strike is for an unused seat': `
    select k.booking_id from strike k
    join booking b on b.station_id = k.station_id and b.id = k.booking_id
    join session s on s.station_id = b.station_id and s.id = b.session_id
    where (b.came > 0 and k.status <> 'forgiven') <> (k.why = 'came-late' and k.status <> 'forgiven')
      or not s.judged or s.kind = 'care' or k.person_id <> b.booker_id or b.proxy`,
}
