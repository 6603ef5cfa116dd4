-- Ends one standing, or with null those whose last day has passed. Answers how many.
create or replace function end_standings(p_id uuid, p_today date, p_by uuid, p_now timestamptz)
returns integer
language plpgsql
as $$
declare one standing; done integer := 0;
begin
  for one in
    select * from standing where ended_at is null and case when p_id is null then until < p_today else id = p_id end
    order by person_id, kind
  loop
    perform 1 from person where id = one.person_id for no key update;
    update standing set ended_at = p_now, ended_by = p_by where id = one.id and ended_at is null
      and (p_id is not null or until < p_today);
    continue when not found;
    update person set standing = array_remove(standing, one.kind) where id = one.person_id;
    done := done + 1;
  end loop;
  return done;
end
$$;
