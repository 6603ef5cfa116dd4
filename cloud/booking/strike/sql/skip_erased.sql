-- Trigger function: writes no strike for a person who was erased before the session was judged. `record_strikes` holds
-- the person's row.
create or replace function skip_erased()
returns trigger
language plpgsql
as $$
begin
  if exists (select from person where id = new.person_id and erased_at is not null) then return null; end if;
  return new;
end
$$;

create or replace trigger skip_erased before insert on strike for each row execute function skip_erased();
