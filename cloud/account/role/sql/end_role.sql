-- Ends a role. Whoever ends it does so by a role of their own, which they must still have; one's own may lay itself
-- down. Answers ended; gone (there is no such role, or theirs is over); last-district.
create or replace function end_role(
  p_person uuid, p_role text, p_scope text, p_by uuid, p_by_role text, p_by_scope text, p_now timestamptz
)
returns text
language plpgsql
as $$
begin
  perform 1 from person where id = p_person for no key update;
  -- Lock all roles this depends on, in one order: of two people who end each other's role, the second has none.
  perform 1 from role r where (r.person_id, r.role, r.scope) in ((p_person, p_role, p_scope), (p_by, p_by_role, p_by_scope))
    or (p_role = 'district' and r.role = 'district') order by r.person_id, r.role, r.scope for update;
  perform 1 from role r where (r.person_id, r.role, r.scope) = (p_person, p_role, p_scope);
  if not found then return 'gone'; end if;
  perform 1 from role r where (r.person_id, r.role, r.scope) = (p_by, p_by_role, p_by_scope);
  if not found then return 'gone'; end if;
  if p_role = 'district' and not exists (select from role r where r.role = 'district' and r.person_id <> p_person) then
    return 'last-district';
  end if;
  with over as (
    delete from role r where r.person_id = p_person and r.role = p_role and r.scope = p_scope returning r.*
  )
  insert into past_role (person_id, role, scope, since, by_id, ended_at, ended_by)
  select person_id, role, scope, since, by_id, p_now, p_by from over;
  -- At another station they may be a member still.
  if p_role = 'member' and not exists (select from role r where r.person_id = p_person and r.role = 'member') then
    update person set standing = array_remove(standing, 'member') where id = p_person;
  end if;
  return 'ended';
end
$$;
