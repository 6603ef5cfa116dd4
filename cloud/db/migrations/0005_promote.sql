-- Whatever frees a seat ends with `promote`: leaving, a lapsed offer, more capacity, an unseated party. Every function
-- here locks the session's row first, then bookings, then people's times, and gives each change a version of its own.
-- The figures are those of core/booking/waitlist.ts: offers within 24 hours of the start, for 2 hours; overtaken 3 times at most.

-- What a session went through, and whom it concerns; both belong to the change and are written with it.
create function note_change(p_station text, p_session text, p_version integer, p_now timestamptz, p_what text, p_by uuid,
  p_booking text, p_seats integer, p_detail jsonb default null) returns void language sql as $$
  insert into change (station_id, session_id, version, at, what, by_id, booking_id, seats, detail)
  values (p_station, p_session, p_version, p_now, p_what, p_by, p_booking, p_seats, p_detail)
$$;
create function tell(p_person uuid, p_kind text, p_now timestamptz, p_station text, p_session text, p_booking text,
  p_detail jsonb default null, p_seen boolean default false) returns void language sql as $$
  insert into notice (person_id, kind, at, station_id, session_id, booking_id, detail, read_at)
  values (p_person, p_kind, p_now, p_station, p_session, p_booking, p_detail, case when p_seen then p_now end)
$$;

-- Everybody's time of a booking, let go of; by whole keys, since the table may be larger than the planner knows.
create function free_times(p_station text, p_booking text) returns void language plpgsql as $$
declare one record;
begin
  for one in select person_id from seat where station_id = p_station and booking_id = p_booking order by person_id loop
    delete from person_time where person_id = one.person_id and booking_id = p_booking;
  end loop;
end $$;

-- True when all of a booking's people are free at the session's time, which then is held; false, and nothing held, otherwise.
create function hold_times(p_station text, p_booking text, p_guardian uuid, p_from timestamptz, p_to timestamptz)
returns boolean language plpgsql as $$
declare one record; done integer;
begin
  for one in select person_id from seat where station_id = p_station and booking_id = p_booking order by person_id loop
    insert into person_time (person_id, guardian_id, during, station_id, booking_id)
    values (one.person_id, p_guardian, tstzrange(p_from, p_to), p_station, p_booking) on conflict do nothing;
    get diagnostics done = row_count;
    if done = 0 then
      perform free_times(p_station, p_booking);
      return false;
    end if;
  end loop;
  return true;
end $$;

-- Seats the first of the line who fit. `p_drawn`: the line was just ordered by a draw; then it is no offer, however close
-- the start, and winners are told `drawn`.
create function promote(p_station text, p_session text, p_now timestamptz, p_drawn boolean default false)
returns void language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_sort = off
as $$
declare
  s session; b record; free integer; offered timestamptz; skipped text[] := '{}'; impatient boolean := false; kind text;
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
    perform note_change(p_station, p_session, s.version, p_now, 'lapsed', null, b.id, b.seats);
    perform tell(b.booker_id, 'lapsed', p_now, p_station, p_session, b.id);
  end loop;
  s.held := 0;
  free := s.capacity - s.taken;
  if free > 0 and s.waiting > 0 and s.starts_at > p_now and (s.draw_at is null or s.drawn_at is not null) then
    if s.starts_at - p_now <= interval '24 hours' and not p_drawn then
      offered := least(p_now + interval '2 hours', s.starts_at);
    end if;
    kind := case when p_drawn then 'drawn' when offered is null then 'promoted' else 'offered' end;
    for b in
      select id, seats, overtaken, booker_id from booking
      where station_id = p_station and session_id = p_session and status = 'waiting' order by place
    loop
      exit when free = 0;
      continue when b.seats > s.capacity;
      if b.seats > free then
        continue when is_elsewhere(p_station, b.id, s.starts_at, s.ends_at);
        if b.overtaken >= 3 then
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
        promoted_at = p_now, version = s.version where station_id = p_station and id = b.id;
      update seat set seated = true where station_id = p_station and booking_id = b.id;
      perform note_change(p_station, p_session, s.version, p_now, kind, null, b.id, b.seats);
      perform tell(b.booker_id, kind, p_now, p_station, p_session, b.id,
        case when offered is not null then jsonb_build_object('until', offered) end);
      if cardinality(skipped) > 0 then
        update booking set overtaken = overtaken + 1 where station_id = p_station and id = any (skipped);
        select max(overtaken) >= 3 into impatient from booking where station_id = p_station and id = any (skipped);
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
end $$;

-- A booking ends: by its booker (`self`, or `late` when the deadline is over) or by the station. False when it is not
-- theirs, has ended, or somebody came.
create function leave(p_station text, p_booking text, p_by uuid, p_now timestamptz, p_how text)
returns boolean language plpgsql as $$
declare b booking; s session;
begin
  select session_id into b.session_id from booking where station_id = p_station and id = p_booking;
  if not found then return false; end if;
  select * into s from session where station_id = p_station and id = b.session_id for update;
  select * into b from booking where station_id = p_station and id = p_booking and status <> 'cancelled' and came = 0
    and (p_how not in ('self', 'late') or booker_id = p_by) for update;
  if not found then return false; end if;
  update booking set status = 'cancelled', ended = p_how, cancelled_at = p_now, offer_until = null, asked_from = null,
    generation = generation + 1, version = s.version + 1 where station_id = p_station and id = p_booking;
  update seat set live = false, seated = false where station_id = p_station and booking_id = p_booking;
  if b.status <> 'waiting' then perform free_times(p_station, p_booking); end if;
  update session set version = version + 1,
    taken = taken - case when b.status = 'waiting' then 0 else b.seats end,
    waiting = waiting - case when b.status = 'waiting' then 1 else 0 end,
    held = 0
  where station_id = p_station and id = b.session_id;
  perform note_change(p_station, b.session_id, s.version + 1, p_now, 'cancelled', p_by, p_booking, b.seats,
    jsonb_build_object('how', p_how, 'was', b.status));
  perform tell(b.booker_id, 'cancelled', p_now, p_station, b.session_id, p_booking, null, p_by = b.booker_id);
  perform promote(p_station, b.session_id, p_now);
  return true;
end $$;

-- Yes to an offer, or to a new time. Answers what became of it: accepted, offer-over, cancelled, started, not-offered;
-- null when it is not theirs.
create function accept(p_station text, p_booking text, p_by uuid, p_now timestamptz) returns text language plpgsql as $$
declare b booking; s session;
begin
  select session_id into b.session_id from booking where station_id = p_station and id = p_booking and booker_id = p_by;
  if not found then return null; end if;
  select * into s from session where station_id = p_station and id = b.session_id for update;
  select * into b from booking where station_id = p_station and id = p_booking for update;
  if b.status = 'cancelled' then return case when b.ended = 'lapsed' then 'offer-over' else 'cancelled' end; end if;
  if s.starts_at <= p_now then return 'started'; end if;
  if b.status = 'offered' and b.offer_until <= p_now then
    perform promote(p_station, b.session_id, p_now);
    return 'offer-over';
  end if;
  if b.status = 'waiting' then return 'not-offered'; end if;
  -- Said twice, it was heard the first time.
  if b.status = 'booked' and b.asked_from is null then return 'accepted'; end if;
  update booking set status = 'booked', offer_until = null, asked_from = null, version = s.version + 1
  where station_id = p_station and id = p_booking;
  update session set version = version + 1 where station_id = p_station and id = b.session_id;
  perform note_change(p_station, b.session_id, s.version + 1, p_now, 'accepted', p_by, p_booking, b.seats);
  perform tell(p_by, 'accepted', p_now, p_station, b.session_id, p_booking, null, true);
  return 'accepted';
end $$;

-- More places or fewer, as the manager saw the session (`p_version`). Nobody loses a seat whom the manager did not name in
-- `p_unseat`; they go back into the line at the place they had. Answers: done, changed-meanwhile, called-off, started,
-- seats-taken (`over`).
create function set_capacity(p_station text, p_session text, p_by uuid, p_now timestamptz, p_capacity integer,
  p_version integer, p_unseat text[]) returns table (outcome text, over integer) language plpgsql as $$
declare s session; b booking; one text; freed integer := 0;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if s.status <> 'open' then return query select 'called-off', 0; return; end if;
  if s.starts_at <= p_now then return query select 'started', 0; return; end if;
  if s.version <> p_version then return query select 'changed-meanwhile', 0; return; end if;
  select coalesce(sum(seats), 0) into freed from booking
  where station_id = p_station and session_id = p_session and id = any (p_unseat) and status in ('booked', 'offered')
    and came = 0;
  if (select count(*) from booking where station_id = p_station and session_id = p_session and id = any (p_unseat)
        and status in ('booked', 'offered') and came = 0) < cardinality(p_unseat) then
    return query select 'changed-meanwhile', 0; return;
  end if;
  if s.taken - freed > p_capacity then
    return query select 'seats-taken', s.taken - freed - p_capacity; return;
  end if;
  for b in select * from booking where station_id = p_station and id = any (p_unseat) order by place for update loop
    s.version := s.version + 1;
    update booking set status = 'waiting', offer_until = null, promoted_at = null, generation = generation + 1,
      version = s.version where station_id = p_station and id = b.id;
    update seat set seated = false where station_id = p_station and booking_id = b.id;
    perform free_times(p_station, b.id);
    perform note_change(p_station, p_session, s.version, p_now, 'unseated', p_by, b.id, b.seats);
    perform tell(b.booker_id, 'unseated', p_now, p_station, p_session, b.id);
  end loop;
  update session set capacity = p_capacity, taken = s.taken - freed, held = 0, version = s.version + 1,
    waiting = waiting + cardinality(p_unseat) where station_id = p_station and id = p_session;
  perform note_change(p_station, p_session, s.version + 1, p_now, 'capacity', p_by, null, 0,
    jsonb_build_object('from', s.capacity, 'to', p_capacity));
  perform promote(p_station, p_session, p_now);
  return query select 'done', 0;
end $$;

-- It does not take place. How many bookings were told; null when it was called off before.
create function call_off(p_station text, p_session text, p_by uuid, p_now timestamptz, p_reason text)
returns integer language plpgsql as $$
declare s session; b booking; told integer := 0;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' then return null; end if;
  for b in
    select * from booking where station_id = p_station and status <> 'cancelled'
      and id in (select booking_id from seat where station_id = p_station and session_id = p_session and live)
    order by place for update
  loop
    s.version := s.version + 1; told := told + 1;
    update booking set status = 'cancelled', ended = 'station', cancelled_at = p_now, offer_until = null,
      asked_from = null, generation = generation + 1, version = s.version where station_id = p_station and id = b.id;
    update seat set live = false, seated = false where station_id = p_station and booking_id = b.id;
    perform free_times(p_station, b.id);
    perform note_change(p_station, p_session, s.version, p_now, 'called-off', p_by, b.id, b.seats);
    perform tell(b.booker_id, 'called-off', p_now, p_station, p_session, b.id, jsonb_build_object('reason', p_reason));
  end loop;
  update session set status = 'called-off', reason = p_reason, taken = 0, waiting = 0, held = 0, version = s.version + 1
  where station_id = p_station and id = p_session;
  perform note_change(p_station, p_session, s.version + 1, p_now, 'called-off', p_by, null, 0,
    jsonb_build_object('reason', p_reason));
  return told;
end $$;

-- It has begun: whoever waits is told that it was not enough this time, and is free.
create function close_line(p_station text, p_session text, p_now timestamptz) returns void language plpgsql as $$
declare s session; b booking;
begin
  perform promote(p_station, p_session, p_now);
  select * into s from session where station_id = p_station and id = p_session for update;
  if s.starts_at > p_now then return; end if;
  for b in
    select * from booking where station_id = p_station and session_id = p_session and status = 'waiting'
    order by place for update
  loop
    s.version := s.version + 1;
    update booking set status = 'cancelled', ended = 'closed', cancelled_at = p_now, version = s.version
    where station_id = p_station and id = b.id;
    update seat set live = false where station_id = p_station and booking_id = b.id;
    perform note_change(p_station, p_session, s.version, p_now, 'closed', null, b.id, b.seats);
    perform tell(b.booker_id, 'closed', p_now, p_station, p_session, b.id);
  end loop;
  update session set waiting = 0, held = 0, version = s.version where station_id = p_station and id = p_session;
end $$;
