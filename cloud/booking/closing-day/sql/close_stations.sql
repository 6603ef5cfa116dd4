-- Closes these stations on a day. The revision of their offerings is increased, so that plans made before are not written.
-- Returns done, or full when one of them would be closed on more than `p_most` days from `p_today` on.
create or replace function close_stations(
  p_stations text[], p_day date, p_reason text, p_by uuid, p_now timestamptz, p_today date, p_most integer
)
returns text
language plpgsql
as $$
begin
  -- Two who close at once are counted one after the other.
  perform 1 from station where id = any (p_stations) order by id for no key update;
  if exists (
    select from closure where station_id = any (p_stations) and day >= p_today and day <> p_day
    group by station_id having count(*) >= p_most
  ) then
    return 'full';
  end if;
  with closed as (
    insert into closure (station_id, day, reason, at, by_id)
    select station_id, p_day, p_reason, p_now, p_by from unnest(p_stations) station_id
    on conflict do nothing returning station_id
  )
  update offering set revision = revision + 1 where station_id in (select station_id from closed);
  return 'done';
end
$$;
