-- Releases the time of everybody of a booking. By whole keys, row by row: the planner may not know yet that the table
-- is large.
create or replace function free_times(p_station text, p_booking text)
returns void
language plpgsql
as $$
declare one record;
begin
  for one in select person_id from seat where station_id = p_station and booking_id = p_booking order by person_id loop
    delete from person_time where person_id = one.person_id and booking_id = p_booking;
  end loop;
end
$$;
