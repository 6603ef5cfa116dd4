-- Asks for a standing with a picture of the certificate. Answers asked; standing-held; standing-asked (a request for it
-- waits already); gone (the account was deleted meanwhile).
create or replace function ask_standing(
  p_person uuid, p_kind text, p_note text, p_type text, p_bytes bytea, p_now timestamptz
)
returns text
language plpgsql
as $$
declare made uuid;
begin
  -- Lock the person, as giving a standing does: what is given at this moment is seen here.
  perform 1 from person where id = p_person and erased_at is null for no key update;
  if not found then return 'gone'; end if;
  perform 1 from standing where person_id = p_person and kind = p_kind and ended_at is null;
  if found then return 'standing-held'; end if;
  insert into standing_request (person_id, kind, note, asked_at) values (p_person, p_kind, p_note, p_now)
  on conflict (person_id, kind) where outcome is null do nothing returning id into made;
  if made is null then return 'standing-asked'; end if;
  insert into certificate (request_id, type, bytes) values (made, p_type, p_bytes);
  return 'asked';
end
$$;
