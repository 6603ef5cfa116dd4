-- Takes the closure of a day back at these stations. Sessions that wait in a closing are left as they are; those that it
-- called off and that are still ahead can be booked again. Nobody is booked again: whoever lost a booking may have other
-- plans by now, and is told. A moved session stays where it is. The day is planned again, for sessions that were never
-- planned on it. Returns how many sessions were restored and how many bookers told.
create or replace function reopen_day(p_stations text[], p_day date, p_by uuid, p_now timestamptz)
returns table (restored integer, told integer)
language plpgsql
as $$
declare opened text[]; s record; b booking; n integer := 0; n_told integer := 0;
begin
  -- As for closing: the two of them one after the other.
  perform 1 from station where id = any (p_stations) order by id for no key update;
  with gone as (delete from closure where station_id = any (p_stations) and day = p_day returning station_id)
  select coalesce(array_agg(station_id), '{}') into opened from gone;
  update closing_session set outcome = 'left' where outcome is null and station_id = any (opened)
    and closing_id in (select id from closing where day = p_day);
  update offering set revision = revision + 1,
    planned_to = case when planned_to >= p_day then p_day - 1 else planned_to end
  where station_id = any (opened);
  for s in
    select x.*, c.closing_id, k.at as closed_at from closing_session c
    join closing k on k.id = c.closing_id and k.day = p_day
    join session x on x.station_id = c.station_id and x.id = c.session_id
    where c.station_id = any (opened) and c.outcome = 'called-off' and x.status = 'called-off' and x.starts_at > p_now
    order by x.station_id, x.id for update of x
  loop
    -- Another session of the offering may have been moved to its time.
    continue when exists (select from session o where o.station_id = s.station_id and o.offering_id = s.offering_id
      and o.status = 'open' and o.starts_at < s.ends_at and o.ends_at > s.starts_at);
    n := n + 1;
    update session set status = 'open', reason = '', version = version + 1 where station_id = s.station_id and id = s.id;
    perform record_change(s.station_id, s.id, s.version + 1, p_now, 'reopened', p_by, null, 0);
    update closing_session set outcome = 'reopened'
    where closing_id = s.closing_id and station_id = s.station_id and session_id = s.id;
    for b in
      select * from booking where station_id = s.station_id and session_id = s.id and status = 'cancelled'
        and ended = 'station' and cancelled_at >= s.closed_at
      order by place
    loop
      n_told := n_told + 1;
      perform add_notice(b.booker_id, 'reopened', p_now, s.station_id, s.id, b.id);
    end loop;
  end loop;
  return query select n, n_told;
end
$$;
