-- Inserts planned sessions that are not there yet; answers how many. One that was removed and is wanted again goes on
-- counting its versions from the change log.
create or replace function plan_sessions(p_station text, p_offering text, p_planned jsonb)
returns integer
language plpgsql
as $$
declare done integer;
begin
  insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity, draw_at, draw_seed, draw_hash,
    version)
  select p_station, p.id, p_offering, p.kind, p.title, p.starts, p.ends, p.capacity, p.draw, p.seed, p.hash,
    coalesce((select max(c.version) from session_change c where c.station_id = p_station and c.session_id = p.id), 1)
  from jsonb_to_recordset(p_planned) p(id text, kind text, title text, starts timestamptz, ends timestamptz,
    capacity integer, draw timestamptz, seed text, hash text)
  on conflict (station_id, id) do nothing;
  get diagnostics done = row_count;
  return done;
end
$$;
