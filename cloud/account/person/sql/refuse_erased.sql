-- Trigger function: refuses a row about a person who was erased, however late it arrives, with the constraint name
-- `person_erased`. The argument is the column that names the person. A new table about people that can be written late
-- belongs in the list of triggers below.
create or replace function refuse_erased()
returns trigger
language plpgsql
as $$
begin
  perform 1 from person where id = (to_jsonb(new)->>tg_argv[0])::uuid and erased_at is null for key share;
  if not found then
    raise exception 'erased' using errcode = 'check_violation', constraint = 'person_erased';
  end if;
  return null;
end
$$;

create or replace trigger refuse_erased after insert on guardianship
  for each row execute function refuse_erased('guardian_id');
create or replace trigger refuse_erased after insert on role for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on login for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on identity
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on phone for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on pending_erasure
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on login_code
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on standing for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on standing_request
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on upload_piece
  for each row execute function refuse_erased('by_id');
create or replace trigger refuse_erased after insert on wrong_code
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on passkey
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on recovery_code
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on calendar
  for each row execute function refuse_erased('person_id');
create or replace trigger refuse_erased after insert on message_permission
  for each row execute function refuse_erased('person_id');
