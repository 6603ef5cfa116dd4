-- Asks for another name or position of a station. What waited for the same is replaced. `p_accept`: whoever asks may
-- decide it, so it is accepted at once.
create or replace function request_station_change(
  p_station text, p_wish jsonb, p_by uuid, p_accept boolean, p_now timestamptz
)
returns uuid
language plpgsql
as $$
declare made uuid;
begin
  perform 1 from station where id = p_station for update;
  update station_request set outcome = 'replaced', answered_at = p_now, answered_by = p_by
  where station_id = p_station and kind = p_wish->>'kind' and outcome is null;
  insert into station_request (station_id, kind, wish, asked_at, by_id)
  values (p_station, p_wish->>'kind', p_wish, p_now, p_by) returning id into made;
  if p_accept then perform answer_station_request(made, true, '', p_by, p_now); end if;
  return made;
end
$$;
