-- Applies the rows of an import in one transaction, if the district is still as it was read (`revision` of the run).
-- What goes is retired: its coming sessions without bookings are removed, and the others are called off afterwards with a
-- notice, or kept until the last one has passed. Returns done, or changed, and how many sessions will be called off.
create or replace function apply_import(p_import uuid)
returns table (outcome text, called_off integer)
language plpgsql
as $$
declare run jsonb; p_now timestamptz; p_by uuid; r record; n integer := 0; first_day date;
begin
  -- The rows first and in order, as the closing of days locks them; then nobody else writes these tables, while booking goes on.
  perform 1 from station order by id for no key update;
  lock table street, area, station, offering, holiday, invitee in share row exclusive mode;
  select thing into run from import_row where import_id = p_import and sheet = 'run';
  if run is null or district_revision() <> run->>'revision' then
    return query select 'changed', 0; return;
  end if;
  p_now := (run->>'now')::timestamptz;
  p_by := (run->>'by')::uuid;

  insert into street (code, name, lat, lng)
  select id, thing->>'name', (thing->>'lat')::float8, (thing->>'lng')::float8 from import_row
  where import_id = p_import and sheet = 'streets' and what <> 'gone'
  on conflict (code) do update set name = excluded.name, lat = excluded.lat, lng = excluded.lng, retired_at = null;

  delete from area using import_row i
  where i.import_id = p_import and i.sheet = 'areas' and i.what = 'gone' and area.id = i.id;
  insert into area (id, polygons)
  select id, thing->'polygons' from import_row where import_id = p_import and sheet = 'areas' and what <> 'gone'
  on conflict (id) do update set polygons = excluded.polygons;

  update offering o set replan = true, revision = o.revision + 1 from import_row i join station s on s.id = i.id
  where i.import_id = p_import and i.sheet = 'stations' and i.what <> 'gone' and o.station_id = s.id
    and s.about->'hours' <> i.thing->'hours';
  insert into station (id, kind, street, lat, lng, about)
  select id, thing->>'kind', thing->>'street', (thing->>'lat')::float8, (thing->>'lng')::float8, thing from import_row
  where import_id = p_import and sheet = 'stations' and what <> 'gone'
  on conflict (id) do update set kind = excluded.kind, street = excluded.street, lat = excluded.lat, lng = excluded.lng,
    about = excluded.about, retired_at = null, revision = station.revision + 1;

  insert into offering (station_id, id, about, saved_at, replan)
  select thing->>'station', id, thing, p_now, true from import_row
  where import_id = p_import and sheet = 'offerings' and what <> 'gone'
  on conflict (station_id, id) do update set about = excluded.about, saved_at = excluded.saved_at, replan = true,
    revision = offering.revision + 1, retired_at = null;

  for r in
    select o.* from import_row i join offering o on o.id = i.id and o.station_id = i.thing->>'station'
    where i.import_id = p_import and i.sheet = 'offerings' and i.what = 'gone' order by o.station_id, o.id
  loop
    perform save_offering(r.station_id, r.id, r.about, r.revision, r.planned_to, '[]', p_by, p_now, false);
    update offering set retired_at = p_now where station_id = r.station_id and id = r.id;
  end loop;
  if run->>'act' = 'call-off' then
    for r in
      select thing->>'station' as station, array_agg(id) as offerings from import_row
      where import_id = p_import and sheet = 'offerings' and what = 'gone' group by 1 order by 1
    loop
      n := n + begin_retiring(r.station, r.offerings, run->>'reason', p_by, p_now);
    end loop;
  end if;
  -- Shown until the last session that takes place has ended.
  update station t set retired_at = greatest(p_now, (select max(s.ends_at) from session s where s.station_id = t.id
    and s.status = 'open' and s.ends_at > p_now and (run->>'act' <> 'call-off' or s.starts_at <= p_now)))
  from import_row i where i.import_id = p_import and i.sheet = 'stations' and i.what = 'gone' and t.id = i.id;
  update street set retired_at = p_now from import_row i
  where i.import_id = p_import and i.sheet = 'streets' and i.what = 'gone' and code = i.id;

  delete from holiday using import_row i
  where i.import_id = p_import and i.sheet = 'holidays' and i.what = 'gone' and day = i.id::date;
  insert into holiday (day, kind, name)
  select id::date, thing->>'kind', thing->>'name' from import_row
  where import_id = p_import and sheet = 'holidays' and what <> 'gone'
  on conflict (day) do update set kind = excluded.kind, name = excluded.name;
  delete from invitee v using import_row i where i.import_id = p_import and i.sheet = 'invitees' and i.what = 'gone'
    and (v.role, v.scope, v.name) = (i.thing->'role'->>'role', i.thing->'role'->>'scope', i.thing->>'name');
  insert into invitee (role, scope, name, phone, at, by_id)
  select thing->'role'->>'role', thing->'role'->>'scope', thing->>'name', thing->>'phone', p_now, p_by from import_row
  where import_id = p_import and sheet = 'invitees' and what <> 'gone'
  on conflict (role, scope, name) do update set phone = excluded.phone, at = excluded.at, by_id = excluded.by_id;
  select min(id::date) into first_day from import_row where import_id = p_import and sheet = 'holidays';
  if first_day is not null then perform replan_from(first_day); end if;

  insert into district_import (id, by_id, at, file, counts) values (p_import, p_by, p_now, run->>'file', run->'counts');
  delete from import_row where import_id = p_import;
  return query select 'done', n;
end
$$;
