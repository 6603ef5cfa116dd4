-- Holds the session's time for everybody of a booking. False, and nothing is held, when somebody is not free then.
create or replace function hold_times(
  p_station text, p_booking text, p_guardian uuid, p_from timestamptz, p_to timestamptz
)
returns boolean
language plpgsql
as $$
declare one record; done integer;
begin
  for one in select person_id from seat where station_id = p_station and booking_id = p_booking order by person_id loop
    insert into person_time (person_id, guardian_id, during, station_id, booking_id)
    values (one.person_id, p_guardian, tstzrange(p_from, p_to), p_station, p_booking) on conflict do nothing;
    get diagnostics done = row_count;
    if done = 0 then
      perform free_times(p_station, p_booking);
      return false;
    end if;
  end loop;
  return true;
end
$$;
