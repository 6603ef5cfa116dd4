-- Writes the strikes of one session and notifies whom they concern; false when it was judged before. `p_missed` and
-- `p_late` are the bookings that core/booking/strike.ts found: no-shows, and arrivals after the grace period.
create or replace function record_strikes(
  p_station text, p_session text, p_now timestamptz, p_missed text[], p_late text[], p_most integer, p_days integer
)
returns boolean
language plpgsql
as $$
declare one record; live timestamptz[]; until timestamptz; fades timestamptz := p_now + p_days * interval '24 hours';
begin
  update session set judged = true where station_id = p_station and id = p_session and not judged;
  if not found then return false; end if;
  -- Lock the people, in one order: strikes of one person are counted one after the other.
  perform 1 from person where id in
    (select booker_id from booking where station_id = p_station and id = any (p_missed || p_late))
  order by id for no key update;
  for one in
    select id, booker_id, ended, came from booking
    where station_id = p_station and ((id = any (p_missed) and came = 0) or (id = any (p_late) and came > 0))
    order by booker_id, place
  loop
    live := array(select k.fades_at from strike k
      where k.person_id = one.booker_id and k.status <> 'forgiven' and k.fades_at > p_now order by k.fades_at desc);
    insert into strike (station_id, booking_id, person_id, why, at, fades_at)
    values (p_station, one.id, one.booker_id,
      case when one.came > 0 then 'came-late' when one.ended = 'late' then 'late' else 'absent' end, p_now, fades);
    perform add_notice(one.booker_id, 'strike', p_now, p_station, p_session, one.id);
    -- Booking is paused until fewer than `p_most` are left. Told once for each end: a later strike may put it off.
    until := (select f from unnest(live || fades) f order by f desc offset p_most - 1 limit 1);
    if until is distinct from live[p_most] then
      perform add_notice(one.booker_id, 'paused', p_now, p_station, p_session, one.id, jsonb_build_object('until', until));
    end if;
  end loop;
  return true;
end
$$;
