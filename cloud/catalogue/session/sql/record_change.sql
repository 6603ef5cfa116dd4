-- Appends to the change log of a session, under the version that the change made.
create or replace function record_change(
  p_station text, p_session text, p_version integer, p_now timestamptz, p_what text, p_by uuid, p_booking text,
  p_seats integer, p_detail jsonb default null
)
returns void
language sql
as $$
  insert into session_change (station_id, session_id, version, at, what, by_id, booking_id, seats, detail)
  values (p_station, p_session, p_version, p_now, p_what, p_by, p_booking, p_seats, p_detail)
$$;
