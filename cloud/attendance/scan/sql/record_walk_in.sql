-- Records people who walk in without a booking, or undoes it (`p_of`); idempotent by device and number. `flag`
-- tells whether there was a free seat: they are inside either way. If the number names another event already, nothing is
-- written and the answer is 'scan-number-used'.
create or replace function record_walk_in(
  p_station text, p_session text, p_device text, p_seq bigint, p_of bigint, p_seats integer, p_at timestamptz,
  p_told timestamptz, p_by uuid, p_now timestamptz
)
returns text
language plpgsql
as $$
declare s session; one scan; room boolean; undos integer;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found then return null; end if;
  -- The waitlist comes first, until the start closes it.
  room := s.status = 'open' and s.taken + s.held + p_seats <= s.capacity and (s.waiting = 0 or s.starts_at <= p_now);
  insert into scan (station_id, device, seq, session_id, kind, of_seq, at, told_at, received_at, means, by_id, seats, flag)
  values (p_station, p_device, p_seq, p_session, case when p_of is null then 'walk-in' else 'undo' end, p_of, p_at, p_told,
    p_now, 'hand', p_by, p_seats, case when p_of is null and not room then 'full' end)
  on conflict do nothing;
  if not found then
    return (select case when booking_id is null and session_id = p_session and of_seq is not distinct from p_of
        and seats = p_seats then coalesce(flag, '') else 'scan-number-used' end
      from scan where station_id = p_station and device = p_device and seq = p_seq);
  end if;
  -- A walk-in and its undo may arrive in either order; whichever is second takes effect.
  select * into one from scan where station_id = p_station and device = p_device and kind = 'walk-in'
    and seq = coalesce(p_of, p_seq) and session_id = p_session;
  -- One that names the walk-in of another session, or stands with a booking's scans, takes nothing back.
  select count(*) into undos from scan where station_id = p_station and device = p_device and kind = 'undo'
    and of_seq = one.seq and session_id = p_session and booking_id is null;
  if one.flag is null and p_of is null and undos = 0 then
    update session set taken = taken + one.seats, walked_in = walked_in + one.seats, version = version + 1
    where station_id = p_station and id = p_session;
    perform record_change(p_station, p_session, s.version + 1, p_now, 'walked-in', p_by, null, one.seats);
  elsif one.flag is null and p_of is not null and one.seq is not null and s.walked_in >= one.seats
    and undos = 1 then
    update session set taken = taken - one.seats, walked_in = walked_in - one.seats, version = version + 1
    where station_id = p_station and id = p_session;
    perform record_change(p_station, p_session, s.version + 1, p_now, 'walked-out', p_by, null, one.seats);
  end if;
  return coalesce(one.flag, '');
end
$$;
