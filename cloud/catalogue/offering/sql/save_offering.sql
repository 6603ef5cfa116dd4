-- Saves an offering as a manager wants it from now on (`p_revision`: as it was read, null for a new one) together with
-- the sessions its templates ask for (`p_planned`). Future sessions without anybody booked or waiting follow: removed,
-- changed, added. The others stay as they are and are listed in `kept`. A preview does all of it and rolls it back.
-- Answers done, or changed when the offering is no longer as it was read.
create or replace function save_offering(
  p_station text, p_offering text, p_about jsonb, p_revision integer, p_to date, p_planned jsonb, p_by uuid,
  p_now timestamptz, p_preview boolean
)
returns table (outcome text, added integer, removed integer, changed integer, kept text[])
language plpgsql
as $$
declare r record; n_added integer := 0; n_removed integer := 0; n_changed integer := 0; n_kept text[] := '{}';
  asks_draw timestamptz; asks_end timestamptz; same boolean; what text;
begin
  begin
    if p_revision is null then
      insert into offering (station_id, id, about, planned_to, saved_at)
      values (p_station, p_offering, p_about, p_to, p_now) on conflict do nothing;
    else
      update offering set about = p_about, revision = revision + 1, planned_to = p_to, saved_at = p_now,
        replan = false, retired_at = null
      where station_id = p_station and id = p_offering and revision = p_revision;
    end if;
    if not found then return query select 'changed', 0, 0, 0, n_kept; return; end if;
    for r in
      select s.*, p.id as asked, p.kind as asks_kind, p.title as asks_title, p.starts as asks_start, p.ends as asks_end,
        p.capacity as asks_capacity, p.draw as asks_draw, p.seed as seed, p.hash as hash
      from session s
      left join jsonb_to_recordset(p_planned) p(id text, kind text, title text, starts timestamptz, ends timestamptz,
        capacity integer, draw timestamptz, seed text, hash text) on p.id = s.id
      where s.station_id = p_station and s.offering_id = p_offering and s.starts_at > p_now
      -- `book` locks in this order too: a concurrent booking is seen here, or sees what became of the session.
      order by s.id for update of s
    loop
      -- A session called off by somebody stays so; one that a template dropped may be asked for again. A moved session
      -- keeps its time, where no template would put it.
      continue when (r.status = 'called-off' and r.reason <> '') or (r.asked is null and r.moved_from is not null);
      asks_end := case when r.moved_from is null then r.asks_end else r.ends_at end;
      asks_draw := case when r.drawn_at is null then r.starts_at - (r.asks_start - r.asks_draw) else r.draw_at end;
      same := r.asked is not null and r.status = 'open' and (r.kind, r.title, r.ends_at, r.capacity, r.draw_at)
        is not distinct from (r.asks_kind, r.asks_title, asks_end, r.asks_capacity, asks_draw);
      continue when same or (r.asked is null and r.status = 'called-off');
      if r.taken > 0 or r.waiting > 0 then
        n_kept := n_kept || r.id;
        continue;
      end if;
      what := case when r.asked is null then 'removed' else 'changed' end;
      perform record_change(p_station, r.id, r.version + 1, p_now, what, p_by, null, 0);
      if r.asked is not null then
        n_changed := n_changed + 1;
        update session set kind = r.asks_kind, title = r.asks_title, ends_at = asks_end, capacity = r.asks_capacity, held = 0,
          status = 'open', draw_at = asks_draw, version = version + 1,
          draw_seed = case when asks_draw is not null then coalesce(draw_seed, r.seed) end,
          draw_hash = case when asks_draw is not null then coalesce(draw_hash, r.hash) end
        where station_id = p_station and id = r.id;
      else
        n_removed := n_removed + 1;
        if r.last_place = 0 then
          delete from session where station_id = p_station and id = r.id;
        else
          -- Somebody booked it once: their booking is still shown, with its time, so the row stays.
          update session set status = 'called-off', version = version + 1 where station_id = p_station and id = r.id;
        end if;
      end if;
    end loop;
    n_added := plan_sessions(p_station, p_offering, p_planned);
    if p_preview then raise exception 'a preview' using errcode = 'YK001'; end if;
  exception when sqlstate 'YK001' then
    null;
  end;
  return query select 'done', n_added, n_removed, n_changed, n_kept;
end
$$;
