-- Ends a guardianship. With the last of them the person who was cared for loses name and birth month. Answers kept for
-- that guardian's retries no longer name the person. Answers ended, erased, or why not: gone (there is none),
-- still-booked.
create or replace function end_guardianship(p_guardian uuid, p_person uuid, p_now timestamptz)
returns text
language plpgsql
as $$
declare last boolean; bond text; as_ward integer;
begin
  -- Lock the guardianship: a booking through it at this moment is waited for, and seen below.
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
  -- Past times only: there is none ahead.
  delete from person_time where person_id = p_person and guardian_id = p_guardian and upper(during) <= p_now;
  delete from guardianship where guardian_id = p_guardian and person_id = p_person;
  update person set household = household - 1 + as_ward, wards = wards - as_ward where id = p_guardian;
  update idempotency set answer =
    regexp_replace(answer, '("id":"' || p_person || '","name":")([^"\\]|\\.)*"', '\1"', 'g')
  where person_id = p_guardian and status = 201;
  -- A recorded refusal has names without ids, so all that have names go: the request is answered anew.
  delete from idempotency where person_id = p_guardian and status = 409 and strpos(answer, '"names":') > 0;
  if not last then return 'ended'; end if;
  update person set name = '', new_name = null, new_name_by = null, new_name_at = null, moderate_at = null,
    born = null, standing = '{}' where id = p_person;
  return 'erased';
end
$$;
