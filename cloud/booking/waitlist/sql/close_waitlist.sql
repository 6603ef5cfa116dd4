-- Closes the waitlist of a session that has begun: notifies everybody who still waits and frees their times.
-- `p_rule`: the figures that `promote` takes.
create or replace function close_waitlist(p_station text, p_session text, p_now timestamptz, p_rule json)
returns void
language plpgsql
as $$
declare s session; b booking;
begin
  perform promote(p_station, p_session, p_now, p_rule);
  select * into s from session where station_id = p_station and id = p_session for update;
  if s.starts_at > p_now then return; end if;
  for b in
    select * from booking where station_id = p_station and session_id = p_session and status = 'waiting'
    order by place for update
  loop
    s.version := s.version + 1;
    update booking set status = 'cancelled', ended = 'closed', cancelled_at = p_now, version = s.version
    where station_id = p_station and id = b.id;
    update seat set live = false where station_id = p_station and booking_id = b.id;
    perform record_change(p_station, p_session, s.version, p_now, 'closed', null, b.id, b.seats);
    perform add_notice(b.booker_id, 'closed', p_now, p_station, p_session, b.id);
  end loop;
  update session set waiting = 0, held = 0, version = s.version where station_id = p_station and id = p_session;
end
$$;
