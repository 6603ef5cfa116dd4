-- Begins the work of calling off all coming sessions of these offerings of one station, with the reason for their bookers:
-- a closing without a day. Sessions that wait in another closing are left to it. Returns how many.
create or replace function begin_retiring(
  p_station text, p_offerings text[], p_reason text, p_by uuid, p_now timestamptz
)
returns integer
language plpgsql
as $$
declare made text; listed integer;
begin
  insert into closing (scope, place, day, reason, act, by_id, at)
  values ('station', p_station, null, p_reason, 'call-off', p_by, p_now) returning id into made;
  insert into closing_session (closing_id, station_id, session_id, starts_at, booked, waiting)
  select made, s.station_id, s.id, s.starts_at, s.taken, s.waiting from session s
  where s.station_id = p_station and s.offering_id = any (p_offerings) and s.starts_at > p_now and s.status = 'open'
  on conflict (station_id, session_id) where outcome is null do nothing;
  get diagnostics listed = row_count;
  if listed = 0 then delete from closing where id = made; end if;
  return listed;
end
$$;
