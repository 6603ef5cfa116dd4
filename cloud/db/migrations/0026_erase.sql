-- What erasing does, whole, with all that has come to be kept of people since 0014 and 0012.

-- All that is somebody's alone goes. A strike before the notices: whoever answers it tells them at the same moment. That
-- their roles ended is written down; of whom is a number from then on.
create or replace function forget(p_person uuid, p_now timestamptz) returns void language sql as $$
  delete from desk_code where person_id = p_person;
  delete from login where person_id = p_person;
  update person set new_name_by = null where new_name_by = p_person;
  delete from identity where person_id = p_person;
  delete from leaving where person_id = p_person;
  delete from phone where person_id = p_person;
  insert into past_role (person_id, role, scope, since, by_id, ended_at, ended_by)
  select r.person_id, r.role, r.scope, r.since, r.by_id, p_now, p_person from role r where r.person_id = p_person;
  delete from role where person_id = p_person;
  delete from calendar where person_id = p_person;
  delete from person_time where person_id = p_person;
  delete from win where person_id = p_person;
  delete from idempotency where person_id = p_person;
  delete from strike where person_id = p_person;
  delete from notice where person_id = p_person;
  delete from message where person_id = p_person;
  delete from permission where person_id = p_person;
  update person set name = '', new_name = null, new_name_by = null, new_name_at = null, look_at = null,
    born = null, standing = '{}', persona = null, household = 0, wards = 0, erased_at = p_now
  where id = p_person;
$$;

-- A bond ends; with the last of them the one who was cared for is erased, a name that waits included. Answers ended, erased,
-- or why not: gone (there is none), still-booked.
create or replace function let_go(p_guardian uuid, p_person uuid, p_now timestamptz) returns text language plpgsql as $$
declare last boolean; bond text; as_ward integer;
begin
  -- Whoever books for them at this moment holds the bond: one waits for the other, and then looks anew.
  select relation into bond from guardianship
  where guardian_id = p_guardian and person_id = p_person and relation <> 'self' for update;
  if not found then return 'gone'; end if;
  as_ward := (bond = 'ward')::integer;
  perform 1 from booking b
  join session s on s.station_id = b.station_id and s.id = b.session_id and s.ends_at > p_now
  join seat on seat.station_id = b.station_id and seat.booking_id = b.id and seat.person_id = p_person and seat.live
  where b.booker_id = p_guardian and b.status <> 'cancelled';
  if found then return 'still-booked'; end if;
  -- Of two guardians who go at once, the second is the last.
  perform 1 from person where id = p_person for no key update;
  last := not exists (select from guardianship where person_id = p_person and guardian_id <> p_guardian);
  -- There is none ahead.
  delete from person_time where person_id = p_person and guardian_id = p_guardian and upper(during) <= p_now;
  delete from guardianship where guardian_id = p_guardian and person_id = p_person;
  update person set household = household - 1 + as_ward, wards = wards - as_ward where id = p_guardian;
  update idempotency set answer =
    regexp_replace(answer, '("id":"' || p_person || '","name":")([^"\\]|\\.)*"', '\1"', 'g')
  where person_id = p_guardian and status = 201;
  -- A refusal has names without ids. What names the one who left is not found when it is asked again.
  delete from idempotency where person_id = p_guardian and status = 409 and strpos(answer, '"names":') > 0;
  if not last then return 'ended'; end if;
  update person set name = '', new_name = null, new_name_by = null, new_name_at = null, look_at = null,
    born = null, standing = '{}' where id = p_person;
  return 'erased';
end 
$$;

-- Erases somebody, and those for whom they alone care. What is ahead is given back, so that lines move; what is over
-- stays. Answers erased, or why not, and then nothing has happened: gone; wards-left (a station looks after so many
-- `wards` through them); last-district (nobody could ever give a role again); inside-now (somebody of theirs came to
-- `title`, which lasts until `ends`).
create or replace function erase(p_person uuid, p_now timestamptz) returns table (outcome text, title text, ends timestamptz,
  wards integer) language plpgsql as $$
#variable_conflict use_column
declare b record; bond record; left_as text; many integer;
begin
  -- Whoever books for one of them at this moment holds the bond: one waits for the other. Then nobody joins or leaves;
  -- who did in between is held too.
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  perform 1 from person where id = p_person and erased_at is null for update;
  if not found then return query select 'gone', null::text, null::timestamptz, null::integer; return; end if;
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  select wards into many from person where id = p_person;
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
    -- What they booked, and what another guardian booked for them; that one is told.
    for b in
      select k.station_id, k.id, k.booker_id, s.title, s.ends_at from guardianship g
      join booking k on k.booker_id = g.guardian_id and k.status <> 'cancelled'
      join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
      where g.person_id = p_person and (k.booker_id = p_person or exists (select from seat
        where seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id = p_person))
      order by k.station_id, k.session_id, k.id
    loop
      continue when leave(b.station_id, b.id, p_person, p_now,
        case when b.booker_id = p_person then 'self' else 'station' end);
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
    left_as := let_go(bond.guardian_id, bond.person_id, p_now);
    if left_as = 'erased' then perform forget(bond.person_id, p_now); end if;
    if left_as not in ('ended', 'erased') then raise exception 'not let go: %', left_as; end if;
  end loop;
  delete from guardianship where guardian_id = p_person and person_id = p_person;
  perform forget(p_person, p_now);
  return query select 'erased', null::text, null::timestamptz, null::integer;
end 
$$;

-- One human whom two apps brought as two, until WeChat said that they are one. Where one of the two has nothing (0022), it is
-- folded into the other: what it was known by is the other's from now on, a name goes along, passed or not, and it is
-- erased. Two that both have something stay two, until their owner erases one.
create function fold(p_who uuid, p_union text, p_now timestamptz) returns void language plpgsql as $$
declare other uuid; half uuid; whole uuid; done text;
begin
  select person_id into other from identity where union_hash = p_union and person_id <> p_who
  order by since, appid limit 1;
  if not found then return; end if;
  -- Whoever books for one of them at this moment holds a bond, and is waited for, as when somebody is erased.
  perform 1 from guardianship where guardian_id in (p_who, other) or person_id in (p_who, other)
  order by guardian_id, person_id for update;
  perform 1 from person where id in (p_who, other) order by id for update;
  if exists (select from person where id in (p_who, other) and erased_at is not null) then return; end if;
  half := case when has_nothing(p_who) then p_who when has_nothing(other) then other end;
  if half is null then return; end if;
  whole := case when half = p_who then other else p_who end;
  update identity set person_id = whole where person_id = half;
  update person w set name = h.name from person h where w.id = whole and h.id = half and w.name = '';
  update person w set new_name = h.new_name, new_name_by = whole, new_name_at = h.new_name_at, look_at = h.look_at
  from person h where w.id = whole and h.id = half and w.name = '' and w.new_name is null and h.new_name is not null;
  select outcome into done from erase(half, p_now);
  if done <> 'erased' then raise exception 'not folded: %', done; end if;
end 
$$;
