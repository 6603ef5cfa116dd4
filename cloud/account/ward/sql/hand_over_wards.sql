-- Hands over the wards that somebody looks after without a role for it any more, with the bookings ahead that are for
-- them alone: bond, booking and its notices pass to the successor. Wards are not counted against the successor's limit,
-- so that nobody is left behind. A booking that has a seat for somebody else too stays, and the bond with it, without
-- effect, until it is over. Answers one row a successor; asked again, it hands over what is left.
-- `p_by`: who ended the role, if anybody. `p_roles`: the roles that may book by proxy.
create or replace function hand_over_wards(p_person uuid, p_by uuid, p_now timestamptz, p_roles text[])
returns table (successor uuid, wards integer, bookings integer)
language plpgsql
as $$
#variable_conflict use_column
declare w_ward uuid[]; w_to uuid[]; w_station text[]; b record; heir uuid; b_to uuid[] := '{}'; ended uuid[];
begin
  -- Lock the bonds: a booking through one of them at this moment is waited for, and handed over below.
  perform 1 from guardianship where guardian_id = p_person and relation = 'ward' order by person_id for update;
  select array_agg(w.ward), array_agg(w.successor), array_agg(w.station) into w_ward, w_to, w_station
  from successors(p_person, p_by, p_roles) w where w.successor is not null;
  if w_ward is null then return; end if;
  perform 1 from person where id = p_person or id = any (w_to) order by id for no key update;
  with made as (
    insert into guardianship (guardian_id, person_id, relation, station_id, since)
    select w.heir, w.ward, 'ward', w.station, p_now from unnest(w_to, w_ward, w_station) w(heir, ward, station)
    join guardianship o on o.guardian_id = p_person and o.person_id = w.ward
    -- In the order in which they were added. The heirs are locked, so no other insert for them is under way.
    order by o.since, o.seq on conflict do nothing returning guardian_id
  )
  update person p set wards = p.wards + n.more
  from (select guardian_id, count(*) as more from made group by guardian_id) n where p.id = n.guardian_id;

  for b in
    select k.station_id, k.session_id, k.id from booking k
    join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
    where k.booker_id = p_person and k.status <> 'cancelled' and not exists (select from seat
      where seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id <> all (w_ward))
    order by k.station_id, k.session_id, k.id
  loop
    -- As everywhere, the session before the booking: whoever changes it now is waited for.
    perform 1 from session where station_id = b.station_id and id = b.session_id for update;
    select w.heir into heir from unnest(w_to) w(heir) where not exists (select from seat
      where seat.station_id = b.station_id and seat.booking_id = b.id and not exists (select from guardianship g
        where g.guardian_id = w.heir and g.person_id = seat.person_id)) order by w.heir limit 1;
    continue when heir is null;
    update booking set booker_id = heir
    where station_id = b.station_id and id = b.id and booker_id = p_person and status <> 'cancelled';
    continue when not found;
    update person_time t set guardian_id = heir from seat
    where seat.station_id = b.station_id and seat.booking_id = b.id and t.person_id = seat.person_id and t.booking_id = b.id;
    -- A message still on its way is made anew for the successor, from the notice.
    with unsent as (
      delete from message m using notice n
      where n.person_id = p_person and n.booking_id = b.id and m.person_id = n.person_id and m.notice_id = n.id
      returning m.notice_id, m.status
    )
    update notice n set person_id = heir, posted = n.posted and not exists (select from unsent u
      where u.notice_id = n.id and u.status in ('queued', 'sending'))
    where n.person_id = p_person and n.booking_id = b.id;
    b_to := b_to || heir;
  end loop;

  with over as (
    delete from guardianship g where g.guardian_id = p_person and g.person_id = any (w_ward)
      and not exists (select from booking k
        join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
        join seat on seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id = g.person_id
        where k.booker_id = p_person and k.status <> 'cancelled')
    returning g.person_id
  )
  select coalesce(array_agg(o.person_id), '{}') into ended from over o;
  update person set wards = wards - cardinality(ended) where id = p_person;
  delete from person_time where guardian_id = p_person and person_id = any (ended) and upper(during) <= p_now;
  update person p set new_name_by = w.heir from unnest(w_ward, w_to) w(ward, heir)
  where p.id = w.ward and p.new_name_by = p_person;
  -- Answers kept for this worker's retries no longer name a ward. A recorded refusal has names without ids.
  delete from idempotency k where k.person_id = p_person and (strpos(k.answer, '"names":') > 0
    or exists (select from unnest(w_ward) w(ward) where strpos(k.answer, w.ward::text) > 0));
  return query select w.heir, count(*)::integer,
    (select count(*)::integer from unnest(b_to) k(heir) where k.heir = w.heir)
  from unnest(w_to) w(heir) group by w.heir order by w.heir;
end
$$;
