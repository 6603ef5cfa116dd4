-- Accepts or refuses a request that waits; accepted, the station has its new name or position, and its change is logged.
-- Answers whether it waited.
create or replace function answer_station_request(p_id uuid, p_accept boolean, p_words text, p_by uuid, p_now timestamptz)
returns boolean
language plpgsql
as $$
declare asked station_request; made integer; before jsonb;
begin
  -- Lock the station first, as every change of it does, then the request: of two answers the second finds it answered.
  perform 1 from station where id = (select station_id from station_request where id = p_id) for update;
  select * into asked from station_request where id = p_id and outcome is null for update;
  if not found then return false; end if;
  update station_request set outcome = case when p_accept then 'accepted' else 'refused' end, answered_at = p_now,
    answered_by = p_by, words = p_words where id = p_id;
  if not p_accept then return true; end if;
  select case when asked.kind = 'name' then jsonb_build_object('name', about->>'name')
    else jsonb_build_object('lat', lat, 'lng', lng) end into before from station where id = asked.station_id;
  if asked.kind = 'name' then
    update station set about = about || jsonb_build_object('name', asked.wish->'name') where id = asked.station_id;
  else
    update station set lat = (asked.wish->>'lat')::float8, lng = (asked.wish->>'lng')::float8,
      about = (about - 'approximate') || jsonb_build_object('lat', asked.wish->'lat', 'lng', asked.wish->'lng')
    where id = asked.station_id;
  end if;
  update station set revision = revision + 1 where id = asked.station_id returning revision into made;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (asked.station_id, made, p_now, p_by, array[asked.kind], before);
  return true;
end
$$;
