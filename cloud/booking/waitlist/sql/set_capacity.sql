-- Changes the capacity of a session, as the manager saw it (`p_version`). Nobody loses a seat who is not named in
-- `p_unseat`; those go back to the place in the waitlist they had. Answers done, changed-meanwhile, called-off,
-- started, or seats-taken (`over`: so many seats too few).
-- `p_rule`: the figures that `promote` takes.
create or replace function set_capacity(
  p_station text, p_session text, p_by uuid, p_now timestamptz, p_capacity integer, p_version integer,
  p_unseat text[], p_rule json
)
returns table (outcome text, over integer)
language plpgsql
as $$
declare s session; b booking; one text; freed integer := 0;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if s.status <> 'open' then return query select 'called-off', 0; return; end if;
  if s.starts_at <= p_now then return query select 'started', 0; return; end if;
  if s.version <> p_version then return query select 'changed-meanwhile', 0; return; end if;
  select coalesce(sum(seats), 0) into freed from booking
  where station_id = p_station and session_id = p_session and id = any (p_unseat) and status in ('booked', 'offered')
    and came = 0;
  if (select count(*) from booking where station_id = p_station and session_id = p_session and id = any (p_unseat)
        and status in ('booked', 'offered') and came = 0) < cardinality(p_unseat) then
    return query select 'changed-meanwhile', 0; return;
  end if;
  if s.taken - freed > p_capacity then
    return query select 'seats-taken', s.taken - freed - p_capacity; return;
  end if;
  for b in select * from booking where station_id = p_station and id = any (p_unseat) order by place for update loop
    s.version := s.version + 1;
    update booking set status = 'waiting', offer_until = null, leave_until = null, promoted_at = null,
      generation = generation + 1, version = s.version where station_id = p_station and id = b.id;
    update seat set seated = false where station_id = p_station and booking_id = b.id;
    perform free_times(p_station, b.id);
    perform record_change(p_station, p_session, s.version, p_now, 'unseated', p_by, b.id, b.seats);
    perform add_notice(b.booker_id, 'unseated', p_now, p_station, p_session, b.id);
  end loop;
  update session set capacity = p_capacity, taken = s.taken - freed, held = 0, version = s.version + 1,
    waiting = waiting + cardinality(p_unseat) where station_id = p_station and id = p_session;
  perform record_change(p_station, p_session, s.version + 1, p_now, 'capacity', p_by, null, 0,
    jsonb_build_object('from', s.capacity, 'to', p_capacity));
  perform promote(p_station, p_session, p_now, p_rule);
  return query select 'done', 0;
end
$$;
