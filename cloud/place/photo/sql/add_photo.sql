-- Adds a stored photograph to a station, as its last. Answers the station's new revision; 0: it has `p_most` already;
-- null: the file was not claimed, or is being removed. One that the station has gets the new text.
create or replace function add_photo(p_station text, p_name text, p_alt text, p_most integer, p_by uuid, p_now timestamptz)
returns integer
language plpgsql
as $$
declare done integer;
begin
  -- Lock the station: two photographs that come at once are counted one after the other.
  perform 1 from station where id = p_station for update;
  perform 1 from photo where station_id = p_station and name <> p_name having count(*) >= p_most;
  if found then return 0; end if;
  -- Locks the file: whoever would remove it waits, and then sees that it is named.
  update photo_file set named = true where name = p_name and not removing;
  if not found then return null; end if;
  insert into photo (station_id, name, place, alt, at, by_id)
  values (p_station, p_name, (select coalesce(max(place), 0) + 1 from photo where station_id = p_station), p_alt, p_now, p_by)
  on conflict (station_id, name) do update set alt = excluded.alt;
  update station set revision = revision + 1 where id = p_station returning revision into done;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (p_station, done, p_now, p_by, '{photo-added}', jsonb_build_object('name', p_name));
  return done;
end
$$;
