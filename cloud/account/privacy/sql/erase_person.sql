-- Erases a person, and those for whom they alone care. Bookings ahead are given back so that waitlists move; what is
-- over stays. Answers erased, or why not (then nothing has happened): gone; wards-left (a station looks after `wards`
-- people through them); last-district (nobody could ever give a role again); inside-now (somebody of theirs is at
-- `title`, which lasts until `ends`).
-- `p_rule`: the figures that `promote` takes.
create or replace function erase_person(p_person uuid, p_now timestamptz, p_rule json)
returns table (outcome text, title text, ends timestamptz, wards integer)
language plpgsql
as $$
#variable_conflict use_column
declare b record; bond record; left_as text; many integer;
begin
  -- Lock the guardianships, then the person, then the guardianships again: concurrent bookings are waited for, nobody
  -- joins or leaves from here on, and whoever did in between is locked too.
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  perform 1 from person where id = p_person and erased_at is null for update;
  if not found then return query select 'gone', null::text, null::timestamptz, null::integer; return; end if;
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  -- Without a role they look after nobody for a station any more, even where nobody could take over.
  select wards into many from person where id = p_person and exists (select from role r where r.person_id = p_person);
  if many > 0 then return query select 'wards-left', null::text, null::timestamptz, many; return; end if;
  perform 1 from role r where r.role = 'district' and r.person_id = p_person;
  if found then
    perform 1 from role r where r.role = 'district' order by r.person_id for update;
    perform 1 from role r where r.role = 'district' and r.person_id <> p_person;
    if not found then
      return query select 'last-district', null::text, null::timestamptz, null::integer; return;
    end if;
  end if;
  begin
    -- Cancel what they booked, and what another guardian booked for them, who is notified.
    for b in
      select k.station_id, k.id, k.booker_id, s.title, s.ends_at from guardianship g
      join booking k on k.booker_id = g.guardian_id and k.status <> 'cancelled'
      join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
      where g.person_id = p_person and (k.booker_id = p_person or exists (select from seat
        where seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id = p_person))
      order by k.station_id, k.session_id, k.id
    loop
      continue when cancel_booking(b.station_id, b.id, p_person, p_now,
        case when b.booker_id = p_person then 'self' else 'station' end, p_rule);
      perform 1 from booking where station_id = b.station_id and id = b.id and status <> 'cancelled';
      if found then raise exception 'somebody came' using errcode = 'YK002'; end if;
    end loop;
  exception when sqlstate 'YK002' then
    return query select 'inside-now', b.title, b.ends_at, null::integer; return;
  end;
  for bond in
    select guardian_id, person_id from guardianship
    where p_person in (guardian_id, person_id) and guardian_id <> person_id order by guardian_id, person_id
  loop
    left_as := end_guardianship(bond.guardian_id, bond.person_id, p_now);
    if left_as = 'erased' then perform purge_person(bond.person_id, p_now); end if;
    if left_as not in ('ended', 'erased') then raise exception 'not let go: %', left_as; end if;
  end loop;
  delete from guardianship where guardian_id = p_person and person_id = p_person;
  perform purge_person(p_person, p_now);
  return query select 'erased', null::text, null::timestamptz, null::integer;
end
$$;
