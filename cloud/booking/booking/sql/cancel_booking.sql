-- Ends a booking: by its booker (`self`, or `late` after the deadline) or by the station (`station`). False when it is
-- not theirs, has ended already, or somebody has come. It is not late after all where the seat was lost, given anew or
-- moved since the booker's deadline was read.
-- `p_rule`: the figures that `promote` takes.
create or replace function cancel_booking(
  p_station text, p_booking text, p_by uuid, p_now timestamptz, p_how text, p_rule json
)
returns boolean
language plpgsql
as $$
declare b booking; s session; how text := p_how;
begin
  select session_id into b.session_id from booking where station_id = p_station and id = p_booking;
  if not found then return false; end if;
  select * into s from session where station_id = p_station and id = b.session_id for update;
  select * into b from booking where station_id = p_station and id = p_booking and status <> 'cancelled' and came = 0
    and (p_how not in ('self', 'late') or booker_id = p_by) for update;
  if not found then return false; end if;
  if p_how = 'late' and (b.status <> 'booked' or b.asked_from is not null or b.leave_until >= p_now) then
    how := 'self';
  end if;
  update booking set status = 'cancelled', ended = how, cancelled_at = p_now, offer_until = null, asked_from = null,
    generation = generation + 1, version = s.version + 1 where station_id = p_station and id = p_booking;
  update seat set live = false, seated = false where station_id = p_station and booking_id = p_booking;
  if b.status <> 'waiting' then perform free_times(p_station, p_booking); end if;
  update session set version = version + 1,
    taken = taken - case when b.status = 'waiting' then 0 else b.seats end,
    waiting = waiting - case when b.status = 'waiting' then 1 else 0 end,
    held = 0
  where station_id = p_station and id = b.session_id;
  perform record_change(p_station, b.session_id, s.version + 1, p_now, 'cancelled', p_by, p_booking, b.seats,
    jsonb_build_object('how', how, 'was', b.status));
  perform add_notice(b.booker_id, 'cancelled', p_now, p_station, b.session_id, p_booking, null, p_by = b.booker_id);
  perform promote(p_station, b.session_id, p_now, p_rule);
  return true;
end
$$;
