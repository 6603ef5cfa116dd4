-- Accepts an offer, or a session's new time. Answers accepted, offer-over, moved-again, cancelled, started or not-offered;
-- null when the booking is not theirs.
-- `p_rule`: the figures that `promote` takes. `p_starts`: the start that was accepted; null where none was named.
create or replace function accept_booking(
  p_station text, p_booking text, p_by uuid, p_now timestamptz, p_rule json, p_starts timestamptz default null
)
returns text
language plpgsql
as $$
declare b booking; s session;
begin
  select session_id into b.session_id from booking where station_id = p_station and id = p_booking and booker_id = p_by;
  if not found then return null; end if;
  select * into s from session where station_id = p_station and id = b.session_id for update;
  select * into b from booking where station_id = p_station and id = p_booking for update;
  if b.status = 'cancelled' then return case when b.ended = 'lapsed' then 'offer-over' else 'cancelled' end; end if;
  if s.starts_at <= p_now then return 'started'; end if;
  if b.status = 'offered' and b.offer_until <= p_now then
    perform promote(p_station, b.session_id, p_now, p_rule);
    return 'offer-over';
  end if;
  if b.status = 'waiting' then return 'not-offered'; end if;
  -- Idempotent: accepted before.
  if b.status = 'booked' and b.asked_from is null then return 'accepted'; end if;
  -- Nobody accepts a time that they have not read: the session may have moved once more meanwhile.
  if s.starts_at <> p_starts then return 'moved-again'; end if;
  update booking set status = 'booked', offer_until = null, asked_from = null, version = s.version + 1
  where station_id = p_station and id = p_booking;
  update session set version = version + 1 where station_id = p_station and id = b.session_id;
  perform record_change(p_station, b.session_id, s.version + 1, p_now, 'accepted', p_by, p_booking, b.seats);
  perform add_notice(p_by, 'accepted', p_now, p_station, b.session_id, p_booking, null, true);
  return 'accepted';
end
$$;
