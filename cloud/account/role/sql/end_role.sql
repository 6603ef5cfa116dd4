-- Ends a role, and hands over the wards that were looked after by it. Whoever ends it does so by a role of their own,
-- which they must still have; one's own may lay itself down. Answers ended; gone (there is no such role, or theirs is
-- over); last-district. `passed`: what passes to whom; without `to` what nobody can take over yet. `p_preview`: answer
-- the same and change nothing. `p_roles`: the roles that may book by proxy.
create or replace function end_role(
  p_person uuid, p_role text, p_scope text, p_by uuid, p_by_role text, p_by_scope text, p_now timestamptz,
  p_roles text[], p_preview boolean
)
returns table (outcome text, passed json)
language plpgsql
as $$
declare handed json;
begin
  -- Lock the wards' bonds before the person, as erasing does.
  perform 1 from guardianship where guardian_id = p_person and relation = 'ward' order by person_id for update;
  perform 1 from person where id = p_person for no key update;
  -- Lock all roles this depends on, in one order: of two people who end each other's role, the second has none.
  perform 1 from role r where (r.person_id, r.role, r.scope) in ((p_person, p_role, p_scope), (p_by, p_by_role, p_by_scope))
    or (p_role = 'district' and r.role = 'district') order by r.person_id, r.role, r.scope for update;
  perform 1 from role r where (r.person_id, r.role, r.scope) = (p_person, p_role, p_scope);
  if not found then return query select 'gone', null::json; return; end if;
  perform 1 from role r where (r.person_id, r.role, r.scope) = (p_by, p_by_role, p_by_scope);
  if not found then return query select 'gone', null::json; return; end if;
  if p_role = 'district' and not exists (select from role r where r.role = 'district' and r.person_id <> p_person) then
    return query select 'last-district', null::json; return;
  end if;
  begin
    with over as (
      delete from role r where r.person_id = p_person and r.role = p_role and r.scope = p_scope returning r.*
    )
    insert into past_role (person_id, role, scope, since, by_id, ended_at, ended_by)
    select person_id, role, scope, since, by_id, p_now, p_by from over;
    -- At another station they may be a member still.
    if p_role = 'member' and not exists (select from role r where r.person_id = p_person and r.role = 'member') then
      update person set standing = array_remove(standing, 'member') where id = p_person;
    end if;
    select json_agg(json_build_object('to', p.shown, 'wards', h.wards, 'bookings', h.bookings) order by p.shown, p.id)
    into handed from (
      select * from hand_over_wards(p_person, p_by, p_now, p_roles)
      union all
      select null, count(*)::integer, 0 from successors(p_person, p_by, p_roles) s where s.successor is null
      having count(*) > 0
    ) h left join person p on p.id = h.successor;
    if p_preview then raise exception 'preview' using errcode = 'YK010'; end if;
  exception when sqlstate 'YK010' then
    -- What was written is rolled back, what was counted stays.
    null;
  end;
  return query select 'ended', coalesce(handed, '[]');
end
$$;
