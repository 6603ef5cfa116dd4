-- Gives a person a standing until a day (null: no end). Answers whether they had not got it: otherwise it has the new day.
-- Nobody who was erased gets one.
create or replace function give_standing(p_person uuid, p_kind text, p_until date, p_by uuid, p_now timestamptz)
returns boolean
language plpgsql
as $$
begin
  -- Lock the person: two lists that have them at once give it once.
  perform 1 from person where id = p_person and erased_at is null for no key update;
  if not found then return false; end if;
  update standing set until = p_until where person_id = p_person and kind = p_kind and ended_at is null;
  if found then return false; end if;
  insert into standing (person_id, kind, since, until, by_id) values (p_person, p_kind, p_now, p_until, p_by);
  update person set standing = array_append(array_remove(standing, p_kind), p_kind) where id = p_person;
  return true;
end
$$;
