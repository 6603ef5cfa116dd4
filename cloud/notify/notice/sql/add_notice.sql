-- Adds a notice to the outbox. `p_seen`: read from the start, since the person caused it. Erased people get none.
create or replace function add_notice(
  p_person uuid, p_kind text, p_now timestamptz, p_station text, p_session text, p_booking text,
  p_detail jsonb default null, p_seen boolean default false
)
returns void
language sql
as $$
  insert into notice (person_id, kind, at, station_id, session_id, booking_id, detail, read_at)
  select p_person, p_kind, p_now, p_station, p_session, p_booking, p_detail, case when p_seen then p_now end
  where not exists (select from person where id = p_person and erased_at is not null)
$$;
