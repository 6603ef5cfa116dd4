-- Who has no phone is looked after by a station, and booked for by its workers (docs/decisions/010-proxy.md).
alter table guardianship drop constraint guardianship_relation_check,
  add constraint guardianship_relation_check check (relation in ('self', 'child', 'parent', 'ward'));

-- How many a worker looks after for a station: on their own row like the household, and apart from it.
alter table person add column wards integer not null default 0
  constraint person_wards check (wards between 0 and 500);

-- Every seat is a ward's of the booker's. It is written with the booking, since a bond can end before the session is judged.
alter table booking add column proxy boolean not null default false;

-- `book` where some of the wishes are by proxy (`wishes` say which). Who books for themselves does not pay for the mark.
create function book_by_proxy(p_station text, p_now timestamptz, wishes json, p_look boolean)
returns table (nth integer, outcome text, print text, status integer, answer text, free integer, who text)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return query select * from book(p_station, p_now, wishes, p_look);
  update booking b set proxy = true from json_to_recordset(wishes) w(id text, proxy boolean)
  where w.proxy and b.station_id = p_station and b.id = w.id;
end $$;

-- As in 0007, but that a ward is counted as one.
create or replace function join_as_guardian(p_hash text, p_guardian uuid, p_relation text, p_consent boolean,
  p_now timestamptz, p_most integer) returns text language plpgsql as $$
declare one uuid; as_ward integer := (p_relation = 'ward')::integer;
begin
  select person_id into one from invitation where code_hash = p_hash and expires_at > p_now;
  if not found then return 'bad-invitation'; end if;
  perform 1 from person where id = one for no key update;
  perform 1 from invitation where code_hash = p_hash and person_id = one;
  if not found then return 'bad-invitation'; end if;
  perform 1 from guardianship where guardian_id = p_guardian and person_id = one;
  if found then return 'in-household-already'; end if;
  update person set household = household + 1 - as_ward, wards = wards + as_ward
  where id = p_guardian and case as_ward when 1 then wards else household end < p_most;
  if not found then return case as_ward when 1 then 'wards-full' else 'household-full' end; end if;
  delete from invitation where code_hash = p_hash;
  insert into guardianship (guardian_id, person_id, relation, consent_at, consent_covers, since)
  values (p_guardian, one, p_relation, case when p_consent then p_now end,
    case when p_consent then '{name,born,booking}'::text[] else '{}' end, p_now);
  return 'joined';
end $$;

-- As in 0007, but that a ward is counted as one.
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
  update person set name = '', born = null, standing = '{}' where id = p_person;
  return 'erased';
end $$;
