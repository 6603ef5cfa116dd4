-- Calls a session off. Returns how many bookings were notified; null when it was called off before.
create or replace function call_off(p_station text, p_session text, p_by uuid, p_now timestamptz, p_reason text)
returns integer
language plpgsql
as $$
declare s session; b booking; told integer := 0;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' then return null; end if;
  for b in
    select * from booking where station_id = p_station and status <> 'cancelled'
      and id in (select booking_id from seat where station_id = p_station and session_id = p_session and live)
    order by place for update
  loop
    s.version := s.version + 1; told := told + 1;
    update booking set status = 'cancelled', ended = 'station', cancelled_at = p_now, offer_until = null,
      asked_from = null, came = 0, generation = generation + 1, version = s.version
    where station_id = p_station and id = b.id;
    -- Who was let in early has not come to what did not take place; merge_arrival does the same for later scans.
    delete from attendance where station_id = p_station and booking_id = b.id;
    update seat set live = false, seated = false where station_id = p_station and booking_id = b.id;
    perform free_times(p_station, b.id);
    perform record_change(p_station, p_session, s.version, p_now, 'called-off', p_by, b.id, b.seats);
    perform add_notice(b.booker_id, 'called-off', p_now, p_station, p_session, b.id, jsonb_build_object('reason', p_reason));
  end loop;
  update session set status = 'called-off', reason = p_reason, taken = 0, waiting = 0, held = 0, version = s.version + 1
  where station_id = p_station and id = p_session;
  perform record_change(p_station, p_session, s.version + 1, p_now, 'called-off', p_by, null, 0,
    jsonb_build_object('reason', p_reason));
  return told;
end
$$;
