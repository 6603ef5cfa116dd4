-- Whether somebody of a waiting group is booked elsewhere at that time. Such a group keeps its place, is not counted as
-- overtaken, and no seats are held for it.
create or replace function is_busy(p_station text, p_booking text, p_from timestamptz, p_to timestamptz)
returns boolean
language sql stable
as $$
  select exists (select 1 from seat
    cross join lateral (select 1 from person_time t
      where t.person_id = seat.person_id and t.during && tstzrange(p_from, p_to) offset 0) held
    where seat.station_id = p_station and seat.booking_id = p_booking)
$$;
