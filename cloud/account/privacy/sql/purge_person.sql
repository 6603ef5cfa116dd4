-- Deletes what belongs to one person alone, and blanks the person's row. A new table about people belongs here too.
-- Strikes go before notices: whoever answers a strike writes a notice at the same moment. Ended roles stay, under a
-- number that names nobody.
create or replace function purge_person(p_person uuid, p_now timestamptz)
returns void
language sql
as $$
  delete from wrong_code where person_id = p_person;
  delete from login_code where person_id = p_person;
  delete from passkey where person_id = p_person;
  delete from passkey_challenge where person_id = p_person;
  delete from recovery_code where person_id = p_person;
  delete from upload_piece where by_id = p_person;
  -- Its picture goes with it.
  delete from standing_request where person_id = p_person;
  delete from standing where person_id = p_person;
  delete from login where person_id = p_person;
  update person set new_name_by = null where new_name_by = p_person;
  delete from identity where person_id = p_person;
  delete from pending_erasure where person_id = p_person;
  delete from phone where person_id = p_person;
  insert into past_role (person_id, role, scope, since, by_id, ended_at, ended_by)
  select r.person_id, r.role, r.scope, r.since, r.by_id, p_now, p_person from role r where r.person_id = p_person
  order by r.seq;
  delete from role where person_id = p_person;
  delete from calendar where person_id = p_person;
  delete from person_time where person_id = p_person;
  delete from draw_win where person_id = p_person;
  delete from idempotency where person_id = p_person;
  delete from strike where person_id = p_person;
  delete from notice where person_id = p_person;
  delete from message where person_id = p_person;
  delete from message_permission where person_id = p_person;
  -- Erased again, they lose all of it.
  delete from ending where person_id = p_person and what not in ('erased', 'role');
  update person set name = '', new_name = null, new_name_by = null, new_name_at = null, moderate_at = null,
    born = null, standing = '{}', persona = null, household = 0, wards = 0, erased_at = p_now
  where id = p_person;
$$;
