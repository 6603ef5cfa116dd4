-- Takes back the strikes of a judged session that are not among `p_missed` and `p_late`, which core/booking/strike.ts finds in
-- what is known now, and notifies whom they concern. Nobody gets a strike here: judging is once. `p_by` is who brought the
-- news.
create or replace function withdraw_strikes(
  p_station text, p_session text, p_missed text[], p_late text[], p_by uuid, p_now timestamptz
)
returns void
language plpgsql
as $$
declare one record;
begin
  for one in
    update strike k set status = 'forgiven', answered_by = p_by
    from booking b
    where b.station_id = p_station and b.session_id = p_session
      and k.station_id = b.station_id and k.booking_id = b.id and k.status <> 'forgiven'
      and k.booking_id <> all (case when k.why = 'came-late' then p_late else p_missed end)
    returning k.person_id, k.booking_id
  loop
    perform add_notice(one.person_id, 'there', p_now, p_station, p_session, one.booking_id);
  end loop;
end
$$;
