-- Seats the first groups of the waitlist that fit. Called after whatever frees a seat: a cancellation, an expired
-- offer, more capacity, an unseated group. The rule is that of core/booking/waitlist.ts.
--
-- `p_rule`: its figures, { patience, offerWithin, offerFor, leaveFor, holdRelease }, times in milliseconds. Closer to the
-- start than `offerWithin` a promotion is an offer, which stands for `offerFor`; whoever is seated otherwise was not asked,
-- and may leave freely for `leaveFor`; a group is overtaken `patience` times at most, which is neither counted nor makes it
-- hold seats closer to the start than `holdRelease`.
--
-- `p_drawn`: the waitlist was just ordered by a draw. Then nothing is an offer, however close the start, and the
-- winners get the notice `drawn`.
--
-- Lock order, here and in all functions of booking: the session's row, then bookings, then people's times. Each change
-- gets a version of its own.
create or replace function promote(
  p_station text, p_session text, p_now timestamptz, p_rule json, p_drawn boolean default false
)
returns void
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_sort = off
as $$
declare
  s session; b record; free integer; offered timestamptz; leave timestamptz; until timestamptz; skipped text[] := '{}'; impatient boolean := false; kind text;
  patience integer := (p_rule->>'patience')::integer;
  offer_within interval := (p_rule->>'offerWithin')::integer * interval '1 millisecond';
  offer_for interval := (p_rule->>'offerFor')::integer * interval '1 millisecond';
  -- Zero from older processes, which do not know these figures.
  hold_release interval := coalesce((p_rule->>'holdRelease')::integer, 0) * interval '1 millisecond';
  leave_for interval := coalesce((p_rule->>'leaveFor')::integer, 0) * interval '1 millisecond';
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' then return; end if;
  for b in
    select id, seats, booker_id from booking
    where station_id = p_station and session_id = p_session and status = 'offered' and offer_until <= p_now
    order by offer_until, id for update
  loop
    s.version := s.version + 1;
    s.taken := s.taken - b.seats;
    update booking set status = 'cancelled', ended = 'lapsed', cancelled_at = p_now, offer_until = null, version = s.version
    where station_id = p_station and id = b.id;
    perform free_times(p_station, b.id);
    update seat set live = false, seated = false where station_id = p_station and booking_id = b.id;
    perform record_change(p_station, p_session, s.version, p_now, 'lapsed', null, b.id, b.seats);
    perform add_notice(b.booker_id, 'lapsed', p_now, p_station, p_session, b.id);
  end loop;
  s.held := 0;
  free := s.capacity - s.taken;
  if free > 0 and s.waiting > 0 and s.starts_at > p_now and (s.draw_at is null or s.drawn_at is not null) then
    if s.starts_at - p_now <= offer_within and not p_drawn then
      offered := least(p_now + offer_for, s.starts_at);
      until := offered;
    else
      leave := p_now + leave_for;
      -- As `cancelUntil` in core/booking/booking.ts: this is what the notice tells.
      select greatest(least(leave, s.starts_at), s.starts_at - (o.about->>'cancelMinutes')::integer * interval '1 minute')
      into until from offering o where o.station_id = p_station and o.id = s.offering_id;
    end if;
    kind := case when p_drawn then 'drawn' when offered is null then 'promoted' else 'offered' end;
    for b in
      select id, seats, overtaken, booker_id from booking
      where station_id = p_station and session_id = p_session and status = 'waiting' order by place
    loop
      exit when free = 0;
      continue when b.seats > s.capacity;
      if b.seats > free then
        continue when s.starts_at - p_now <= hold_release or is_busy(p_station, b.id, s.starts_at, s.ends_at);
        if b.overtaken >= patience then
          s.held := free;
          exit;
        end if;
        skipped := skipped || b.id;
        continue;
      end if;
      continue when not hold_times(p_station, b.id, b.booker_id, s.starts_at, s.ends_at);
      free := free - b.seats;
      s.taken := s.taken + b.seats; s.waiting := s.waiting - 1; s.version := s.version + 1;
      update booking set status = case when offered is null then 'booked' else 'offered' end, offer_until = offered,
        leave_until = leave, promoted_at = p_now, version = s.version where station_id = p_station and id = b.id;
      update seat set seated = true where station_id = p_station and booking_id = b.id;
      perform record_change(p_station, p_session, s.version, p_now, kind, null, b.id, b.seats);
      perform add_notice(b.booker_id, kind, p_now, p_station, p_session, b.id,
        jsonb_build_object('until', until));
      if cardinality(skipped) > 0 then
        update booking set overtaken = overtaken + 1 where station_id = p_station and id = any (skipped);
        select max(overtaken) >= patience into impatient from booking where station_id = p_station and id = any (skipped);
      end if;
      if impatient then
        s.held := free;
        exit;
      end if;
    end loop;
  end if;
  update session set taken = s.taken, waiting = s.waiting, held = s.held, version = s.version
  where station_id = p_station and id = p_session
    and (taken, waiting, held, version) is distinct from (s.taken, s.waiting, s.held, s.version);
end
$$;
