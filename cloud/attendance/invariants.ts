/** Invariants of attendance: statements that return the rows violating them. A number groups those of one guarantee. */
export const ATTENDANCE_INVARIANTS = {
  '2 the walk-in counter equals the walk-in scans': `
    select s.id, s.walked_in from session s
    left join (
      select w.station_id, w.session_id, sum(w.seats) as n from scan w where w.kind = 'walk-in' and w.flag is null
        and not exists (select from scan u where u.station_id = w.station_id and u.device = w.device and u.kind = 'undo'
          and u.of_seq = w.seq and u.session_id = w.session_id and u.booking_id is null)
      group by w.station_id, w.session_id
    ) w on w.station_id = s.station_id and w.session_id = s.id
    where s.walked_in <> coalesce(w.n, 0)`,
  'a booking counts its attendances, and none if cancelled': `
    select b.id from booking b left join (
      select station_id, booking_id, count(*) as n from attendance group by station_id, booking_id
    ) a on a.station_id = b.station_id and a.booking_id = b.id
    where b.came <> coalesce(a.n, 0) or (b.status = 'cancelled' and b.came > 0)`,
}
