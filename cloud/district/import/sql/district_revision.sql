-- Content hash of what an import reads: equal as long as nobody has changed a street, area, station, offering, holiday or invitee.
create or replace function district_revision()
returns text
language sql
as $$
  select encode(sha256(convert_to(
    coalesce((select string_agg(md5(row(code, name, lat, lng, retired_at)::text), '' order by code) from street), '') || '/' ||
    coalesce((select string_agg(md5(row(id, polygons)::text), '' order by id) from area), '') || '/' ||
    coalesce((select string_agg(md5(row(id, about, retired_at)::text), '' order by id) from station), '') || '/' ||
    coalesce((select string_agg(md5(row(id, about, retired_at)::text), '' order by id) from offering), '') || '/' ||
    coalesce((select string_agg(md5(row(day, kind, name)::text), '' order by day) from holiday), '') || '/' ||
    coalesce((select string_agg(md5(row(role, scope, name, phone)::text), '' order by role, scope, name) from invitee), ''), 'UTF8')), 'hex')
$$;
