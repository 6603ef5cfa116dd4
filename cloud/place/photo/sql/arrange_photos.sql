-- Gives the photographs of a station this order and these texts (`p_photos`: name, alt); those left out are removed, and
-- the files that no station names any more may go. Answers the new revision, or null where `p_revision` is not the
-- station's any more. A name that the station does not have is passed over.
create or replace function arrange_photos(p_station text, p_revision integer, p_photos jsonb, p_by uuid, p_now timestamptz)
returns integer
language plpgsql
as $$
declare done integer; before jsonb; gone text;
begin
  perform 1 from station where id = p_station and revision = p_revision for update;
  if not found then return null; end if;
  select coalesce(jsonb_agg(jsonb_build_object('name', name, 'alt', alt) order by place), '[]') into before
  from photo where station_id = p_station;
  update photo set place = r.nth, alt = r.photo->>'alt'
  from jsonb_array_elements(p_photos) with ordinality r(photo, nth)
  where station_id = p_station and name = r.photo->>'name';
  for gone in
    delete from photo where station_id = p_station
      and not exists (select from jsonb_array_elements(p_photos) r where r->>'name' = name) returning name
  loop
    -- Lock the file: another station that drops it at the same moment has gone, or waits, before this looks.
    perform 1 from photo_file where name = gone for update;
    update photo_file set named = false where name = gone and not exists (select from photo where photo.name = gone);
  end loop;
  update station set revision = revision + 1 where id = p_station returning revision into done;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (p_station, done, p_now, p_by, '{photos}', before);
  return done;
end
$$;
