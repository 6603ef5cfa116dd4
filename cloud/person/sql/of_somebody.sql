-- Trigger function: refuses a row about a person who was erased, however late it arrives, with the constraint name
-- `person_erased`. The argument is the column that names the person. A new table about people that can be written late
-- belongs in the list of triggers below.
create or replace function of_somebody() returns trigger language plpgsql
as $$
begin
  perform 1 from person where id = (to_jsonb(new)->>tg_argv[0])::uuid and erased_at is null for key share;
  if not found then
    raise exception 'erased' using errcode = 'check_violation', constraint = 'person_erased';
  end if;
  return null;
end
$$;

create or replace trigger of_somebody after insert on guardianship for each row execute function of_somebody('guardian_id');
create or replace trigger of_somebody after insert on role for each row execute function of_somebody('person_id');
create or replace trigger of_somebody after insert on login for each row execute function of_somebody('person_id');
create or replace trigger of_somebody after insert on identity for each row execute function of_somebody('person_id');
create or replace trigger of_somebody after insert on phone for each row execute function of_somebody('person_id');
create or replace trigger of_somebody after insert on leaving for each row execute function of_somebody('person_id');
create or replace trigger of_somebody after insert on desk_code for each row execute function of_somebody('person_id');
create or replace trigger of_somebody after insert on calendar for each row execute function of_somebody('person_id');
create or replace trigger of_somebody after insert on permission for each row execute function of_somebody('person_id');
