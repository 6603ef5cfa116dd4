-- Writes the merged attendance of one booking (core/attendance/attendance.ts), unless a merge of more scans was written
-- before. `p_at` is null when nobody counts as come. Returns the booking's status, or null.
create or replace function merge_arrival(
  p_station text, p_booking text, p_scans integer, p_at timestamptz, p_means text, p_by uuid, p_device text,
  p_seq bigint, p_left timestamptz, p_again integer
)
returns text
language plpgsql
as $$
declare b booking;
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
  return b.status;
end
$$;
