-- Closes these stations on a day, and lists the sessions that are to be moved or called off: those between `p_from` and
-- `p_to` that have not begun and are in no other closing. The revision of the offerings is increased, so that plans made
-- before are not written. Returns done, with the closing if it has sessions; or full, when one of the stations would be
-- closed on more than `p_most` days from `p_today` on.
create or replace function begin_closing(
  p_stations text[], p_scope text, p_place text, p_day date, p_reason text, p_act text, p_by uuid, p_now timestamptz,
  p_today date, p_most integer, p_from timestamptz, p_to timestamptz
)
returns table (verdict text, made text)
language plpgsql
as $$
declare listed integer;
begin
  -- Two who close at once are counted one after the other.
  perform 1 from station where id = any (p_stations) order by id for no key update;
  if exists (
    select from closure where station_id = any (p_stations) and day >= p_today and day <> p_day
    group by station_id having count(*) >= p_most
  ) then
    return query select 'full', null::text; return;
  end if;
  with closed as (
    insert into closure (station_id, day, reason, at, by_id)
    select station_id, p_day, p_reason, p_now, p_by from unnest(p_stations) station_id
    on conflict do nothing returning station_id
  )
  update offering set revision = revision + 1 where station_id in (select station_id from closed);
  insert into closing (scope, place, day, reason, act, by_id, at)
  values (p_scope, p_place, p_day, p_reason, p_act, p_by, p_now) returning id into made;
  insert into closing_session (closing_id, station_id, session_id, starts_at, booked, waiting)
  select made, s.station_id, s.id, s.starts_at, s.taken, s.waiting from session s
  where s.station_id = any (p_stations) and s.starts_at >= p_from and s.starts_at < p_to and s.starts_at > p_now
    and s.status = 'open'
  on conflict (station_id, session_id) where outcome is null do nothing;
  get diagnostics listed = row_count;
  if listed = 0 then
    delete from closing where id = made;
    made := null;
  end if;
  return query select 'done', made;
end
$$;
