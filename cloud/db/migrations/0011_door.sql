-- What happened at doors, as managers' phones recorded it, and what follows from it (core/attendance/scan.ts).

-- One event of one phone; device and number name it for good. `at` is the phone's time, corrected by how far its clock was
-- off when it sent; `flag` says why it counts for nothing although the phone let somebody in.
create table scan (
  station_id text not null,
  device text not null,
  seq bigint not null,
  session_id text not null,
  booking_id text,
  kind text not null check (kind in ('in', 'out', 'undo', 'walk-in')),
  of_seq bigint,
  at timestamptz not null,
  told_at timestamptz not null,
  received_at timestamptz not null,
  means text not null,
  by_id uuid not null,
  seats integer not null default 0 check (seats >= 0),
  flag text,
  primary key (station_id, device, seq),
  check ((kind = 'undo') = (of_seq is not null)),
  check ((kind = 'walk-in') = (seats > 0))
);
create index scan_of_booking on scan (station_id, booking_id);
create index scan_of_session on scan (station_id, session_id);

-- So many of its events are in what `came` and attendance say: a merge of fewer comes too late.
alter table booking add column scans integer not null default 0;
alter table attendance drop constraint attendance_means_check;
alter table attendance
  add column left_at timestamptz,
  add column again integer not null default 0,
  add constraint attendance_means_check check (means in ('scan', 'card', 'code', 'hand', 'screen', 'wall'));
insert into scan (station_id, device, seq, session_id, booking_id, kind, at, told_at, received_at, means, by_id)
select distinct on (station_id, device, seq) station_id, device, seq, session_id, booking_id, 'in', at, at, at, means,
  scanned_by from attendance order by station_id, device, seq, booking_id;

-- People without a booking; they are part of `taken`.
alter table session add column walked_in integer not null default 0 check (walked_in >= 0);

-- Each key's own secret, from which the keys of stations and days come.
alter table pass_key add column secret text;
update pass_key set secret = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
alter table pass_key alter column secret set not null;

-- What a booking's events come to, unless events that this merge has not seen are in already. `p_at` is null when nobody
-- has come after all. Answers the booking's status, or null.
create function merge_arrival(p_station text, p_booking text, p_scans integer, p_at timestamptz, p_means text, p_by uuid,
  p_device text, p_seq bigint, p_left timestamptz, p_again integer, p_now timestamptz) returns text language plpgsql as $$
declare b booking; struck uuid;
begin
  update booking set scans = p_scans, came = case when p_at is null or status <> 'booked' then 0 else seats end
  where station_id = p_station and id = p_booking and scans <= p_scans returning * into b;
  if not found then return null; end if;
  if b.came = 0 then
    delete from attendance where station_id = p_station and booking_id = p_booking;
    return b.status;
  end if;
  insert into attendance (station_id, session_id, person_id, booking_id, at, means, scanned_by, device, seq, left_at, again)
  select p_station, b.session_id, person_id, p_booking, p_at, p_means, p_by, p_device, p_seq, p_left, p_again
  from seat where station_id = p_station and booking_id = p_booking and live and seated
  on conflict (station_id, session_id, person_id) do update set at = excluded.at, means = excluded.means,
    scanned_by = excluded.scanned_by, device = excluded.device, seq = excluded.seq, left_at = excluded.left_at,
    again = excluded.again;
  -- It was judged before a phone without signal could say that they were here.
  update strike set status = 'forgiven', answered_by = p_by
  where station_id = p_station and booking_id = p_booking and why = 'absent' and status <> 'forgiven'
  returning person_id into struck;
  if found then perform tell(struck, 'there', p_now, p_station, b.session_id, p_booking); end if;
  return b.status;
end $$;

-- People who walk in, or are taken back (`p_of`), once each. Whether there was room says `flag`; they are inside either way.
create function walk_in(p_station text, p_session text, p_device text, p_seq bigint, p_of bigint, p_seats integer,
  p_at timestamptz, p_told timestamptz, p_by uuid, p_now timestamptz) returns text language plpgsql as $$
declare s session; one scan; room boolean; undone boolean;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found then return null; end if;
  -- Who waits in the line comes first, until it is closed by the start.
  room := s.status = 'open' and s.taken + s.held + p_seats <= s.capacity and (s.waiting = 0 or s.starts_at <= p_now);
  insert into scan (station_id, device, seq, session_id, kind, of_seq, at, told_at, received_at, means, by_id, seats, flag)
  values (p_station, p_device, p_seq, p_session, case when p_of is null then 'walk-in' else 'undo' end, p_of, p_at, p_told,
    p_now, 'hand', p_by, p_seats, case when p_of is null and not room then 'full' end)
  on conflict do nothing;
  if not found then
    return (select coalesce(flag, '') from scan where station_id = p_station and device = p_device and seq = p_seq);
  end if;
  -- The event and its undoing may come in either order; whichever is second settles it.
  select * into one from scan where station_id = p_station and device = p_device and kind = 'walk-in'
    and seq = coalesce(p_of, p_seq) and session_id = p_session;
  undone := exists (select from scan where station_id = p_station and device = p_device and kind = 'undo'
    and of_seq = one.seq);
  if one.flag is null and p_of is null and not undone then
    update session set taken = taken + one.seats, walked_in = walked_in + one.seats, version = version + 1
    where station_id = p_station and id = p_session;
    perform note_change(p_station, p_session, s.version + 1, p_now, 'walked-in', p_by, null, one.seats);
  elsif one.flag is null and p_of is not null and one.seq is not null and s.walked_in >= one.seats
    and (select count(*) from scan where station_id = p_station and device = p_device and kind = 'undo'
      and of_seq = one.seq) = 1 then
    update session set taken = taken - one.seats, walked_in = walked_in - one.seats, version = version + 1
    where station_id = p_station and id = p_session;
    perform note_change(p_station, p_session, s.version + 1, p_now, 'walked-out', p_by, null, one.seats);
  end if;
  return coalesce(one.flag, '');
end $$;

-- Who came after the time of grace gets a strike as well (`p_late`, core/booking/strike.ts).
alter table strike drop constraint strike_why_check;
alter table strike add constraint strike_why_check check (why in ('absent', 'late', 'came-late'));
drop function judge(text, text, timestamptz, text[], integer, integer);
create function judge(p_station text, p_session text, p_now timestamptz, p_missed text[], p_late text[], p_most integer,
  p_days integer) returns boolean language plpgsql as $$
declare one record; live integer; until timestamptz;
begin
  update session set judged = true where station_id = p_station and id = p_session and not judged;
  if not found then return false; end if;
  -- One at a time for each person, in one order: which strike is the one too many is then plain.
  perform 1 from person where id in
    (select booker_id from booking where station_id = p_station and id = any (p_missed || p_late))
  order by id for no key update;
  for one in
    select id, booker_id, ended, came from booking
    where station_id = p_station and ((id = any (p_missed) and came = 0) or (id = any (p_late) and came > 0))
    order by booker_id, place
  loop
    select count(*) into live from strike
    where person_id = one.booker_id and status <> 'forgiven' and fades_at > p_now;
    insert into strike (station_id, booking_id, person_id, why, at, fades_at)
    values (p_station, one.id, one.booker_id,
      case when one.came > 0 then 'came-late' when one.ended = 'late' then 'late' else 'absent' end, p_now,
      p_now + p_days * interval '24 hours');
    perform tell(one.booker_id, 'strike', p_now, p_station, p_session, one.id);
    if live = p_most - 1 then
      select fades_at into until from strike
      where person_id = one.booker_id and status <> 'forgiven' and fades_at > p_now order by fades_at limit 1;
      perform tell(one.booker_id, 'paused', p_now, p_station, p_session, one.id, jsonb_build_object('until', until));
    end if;
  end loop;
  return true;
end $$;
