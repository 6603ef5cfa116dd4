-- Gives a person what a list has for the number that they have just given.
create or replace function match_standings(p_person uuid, p_hash text, p_today date, p_now timestamptz)
returns void
language plpgsql
as $$
declare row awaited_standing;
begin
  for row in delete from awaited_standing where phone_hash = p_hash returning * loop
    continue when row.until < p_today;
    perform give_standing(p_person, row.kind, row.until, row.by_id, p_now);
  end loop;
end
$$;
