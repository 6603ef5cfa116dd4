-- Changes fields of a station (`p_change`) where it is still at `p_revision`, and logs the old values. With other hours
-- its offerings wait to be planned anew. Answers the new revision; null: somebody else has changed it.
create or replace function change_station(
  p_station text, p_revision integer, p_change jsonb, p_by uuid, p_now timestamptz
)
returns integer
language plpgsql
as $$
declare done integer; before jsonb; fields text[];
begin
  select about into before from station where id = p_station and revision = p_revision for no key update;
  if not found then return null; end if;
  select array_agg(key order by key) into fields from jsonb_object_keys(p_change) key;
  if fields is null then return p_revision; end if;
  update station set about = about || p_change, revision = revision + 1 where id = p_station returning revision into done;
  if p_change ? 'hours' then
    update offering set replan = true, revision = revision + 1 where station_id = p_station and retired_at is null;
  end if;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (p_station, done, p_now, p_by, fields,
    (select jsonb_object_agg(field, coalesce(before->field, 'null')) from unnest(fields) field));
  return done;
end
$$;
