-- Writes a draw that was computed (core/booking/draw.ts) from the session as it was at `p_version`. A draw only orders the
-- waitlist; `promote` then seats people. `p_line`: [{ id, place, ticket, lots }], the bookings in the order drawn, with
-- the place each gets. Answers drawn; changed (read and compute again); or over (drawn before, called off, or not due).
-- `p_rule`: the figures that `promote` takes.
create or replace function apply_draw(
  p_station text, p_session text, p_now timestamptz, p_version integer, p_line json, p_entries json,
  p_drawn integer[], p_rule json
)
returns text
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare s session; one record;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' or s.drawn_at is not null or s.draw_at is null or s.draw_at > p_now
    or s.starts_at <= p_now then
    return 'over';
  end if;
  if s.version <> p_version then return 'changed'; end if;
  s.version := s.version + 1;
  -- One by one, each by its whole key: joined, the list would be scanned once for every booking.
  for one in select * from json_to_recordset(p_line) w(id text, place integer, ticket integer, lots integer) loop
    update booking set place = one.place, ticket = one.ticket, lots = one.lots
    where station_id = p_station and id = one.id;
  end loop;
  update session set drawn_at = p_now, version = s.version where station_id = p_station and id = p_session;
  insert into draw (station_id, session_id, entries, drawn) values (p_station, p_session, p_entries, p_drawn);
  perform record_change(p_station, p_session, s.version, p_now, 'draw', null, null, 0,
    jsonb_build_object('tickets', cardinality(p_drawn)));
  perform promote(p_station, p_session, p_now, p_rule, true);
  insert into draw_win (person_id, at, station_id, booking_id)
  select seat.person_id, s.draw_at, p_station, won.id
  from json_to_recordset(p_line) w(id text)
  cross join lateral (select id from booking where station_id = p_station and id = w.id and status = 'booked' offset 0) won
  join seat on seat.station_id = p_station and seat.booking_id = won.id
  order by seat.person_id;
  select version into s.version from session where station_id = p_station and id = p_session;
  insert into session_change (station_id, session_id, version, at, what, booking_id, seats)
  select p_station, p_session, s.version + row_number() over (order by place), p_now, 'not-drawn', id, seats from booking
  where station_id = p_station and session_id = p_session and status = 'waiting';
  insert into notice (person_id, kind, at, station_id, session_id, booking_id)
  select booker_id, 'not-drawn', p_now, p_station, p_session, id from booking
  where station_id = p_station and session_id = p_session and status = 'waiting'
  order by booker_id, place;
  for one in
    select id from booking where station_id = p_station and session_id = p_session and status = 'waiting' order by place
  loop
    s.version := s.version + 1;
    update booking set version = s.version where station_id = p_station and id = one.id;
  end loop;
  update session set version = s.version where station_id = p_station and id = p_session;
  return 'drawn';
end
$$;
