-- Gives a standing to whoever has one of these numbers (`p_hashes`); the others wait for whoever gives theirs.
create or replace function give_standings(p_hashes text[], p_kind text, p_until date, p_by uuid, p_now timestamptz)
returns table (given integer, held integer, awaited integer)
language plpgsql
as $$
declare one text; who uuid; found_one boolean;
begin
  given := 0; held := 0; awaited := 0;
  foreach one in array p_hashes loop
    found_one := false;
    for who in select person_id from phone where number_hash = one order by person_id loop
      found_one := true;
      if give_standing(who, p_kind, p_until, p_by, p_now) then given := given + 1; else held := held + 1; end if;
    end loop;
    continue when found_one;
    insert into awaited_standing (phone_hash, kind, until, by_id, at) values (one, p_kind, p_until, p_by, p_now)
    on conflict (phone_hash, kind) do update set until = excluded.until, by_id = excluded.by_id, at = excluded.at;
    awaited := awaited + 1;
  end loop;
  return next;
end
$$;
