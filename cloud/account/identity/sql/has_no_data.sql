-- Whether a person has nothing here but a name and ways to log in. A table missing from this list is lost when such a
-- person is merged into another (cloud/account/privacy/stored-columns.test.ts compares it with the schema).
create or replace function has_no_data(p_person uuid)
returns boolean
language sql
as $$
  select persona is null and born is null and standing = '{}' and household = 0 and wards = 0
    and not exists (select from guardianship where p_person in (guardian_id, person_id) and guardian_id <> person_id)
    and not exists (select from booking where booker_id = p_person)
    and not exists (select from standing where person_id = p_person)
    and not exists (select from standing_request where person_id = p_person)
    and not exists (select from role where person_id = p_person)
    and not exists (select from strike where person_id = p_person)
    and not exists (select from notice where person_id = p_person)
    and not exists (select from calendar where person_id = p_person)
    and not exists (select from passkey where person_id = p_person)
    and not exists (select from recovery_code where person_id = p_person)
    and not exists (select from phone where person_id = p_person)
    and not exists (select from draw_win where person_id = p_person)
  from person where id = p_person
$$;
