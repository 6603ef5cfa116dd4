-- Moves a whole session from `p_was` to another time. Everybody seated keeps their seat, the waitlist its order;
-- bookers are asked to confirm, and keep their seats if they do not answer. Returns moved (`told`: how many bookings),
-- taken (the offering or somebody of it is busy then; another time may do), or changed (the session is no longer as it
-- was).
create or replace function move_session(
  p_station text, p_session text, p_was timestamptz, p_to timestamptz, p_by uuid, p_now timestamptz, p_reason text
)
returns table (outcome text, told integer)
language plpgsql
as $$
declare s session; b booking; one record; p_end timestamptz; bookings integer := 0;
begin
  -- Lock the offering: two of its sessions that move at the same moment must see one another.
  perform 1 from offering o where o.station_id = p_station
    and o.id = (select offering_id from session where station_id = p_station and id = p_session) for update;
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' or s.starts_at <> p_was or s.starts_at <= p_now then
    return query select 'changed', 0; return;
  end if;
  p_end := p_to + (s.ends_at - s.starts_at);
  if exists (select 1 from session x where x.station_id = p_station and x.offering_id = s.offering_id and x.id <> p_session
      and x.status = 'open' and x.starts_at < p_end and x.ends_at > p_to) then
    return query select 'taken', 0; return;
  end if;
  begin
    for b in
      select * from booking where station_id = p_station and status <> 'cancelled'
        and id in (select booking_id from seat where station_id = p_station and session_id = p_session and live)
      order by place for update
    loop
      s.version := s.version + 1; bookings := bookings + 1;
      -- The pass contains the time, so passes of before are invalidated.
      update booking set version = s.version,
        generation = generation + case when b.status = 'waiting' then 0 else 1 end,
        asked_from = case when b.status = 'waiting' then null else coalesce(asked_from, s.starts_at) end
      where station_id = p_station and id = b.id;
      perform record_change(p_station, p_session, s.version, p_now, 'moved', p_by, b.id, b.seats);
      perform add_notice(b.booker_id, 'moved', p_now, p_station, p_session, b.id,
        jsonb_build_object('was', s.starts_at, 'reason', p_reason));
    end loop;
    for one in
      select person_id, booking_id from seat
      where station_id = p_station and session_id = p_session and live and seated order by person_id
    loop
      update person_time set during = tstzrange(p_to, p_end)
      where person_id = one.person_id and booking_id = one.booking_id;
    end loop;
  exception when exclusion_violation then
    return query select 'taken', 0; return;
  end;
  update session set starts_at = p_to, ends_at = p_end, moved_from = coalesce(s.moved_from, s.starts_at),
    reason = p_reason, version = s.version + 1,
    draw_at = case when s.drawn_at is null then s.draw_at + (p_to - s.starts_at) else s.draw_at end
  where station_id = p_station and id = p_session;
  perform record_change(p_station, p_session, s.version + 1, p_now, 'moved', p_by, null, 0,
    jsonb_build_object('from', s.starts_at, 'to', p_to, 'reason', p_reason));
  return query select 'moved', bookings;
end
$$;
