-- Whether somebody holds one of these roles at a station: there, for its street, or for the district. It is `may` of
-- core/account/role.ts for a station; `p_roles` are the roles that permit the act.
create or replace function works_at(p_person uuid, p_station text, p_roles text[])
returns boolean
language sql
stable
as $$
  select exists (select from role r where r.person_id = p_person and r.role = any (p_roles)
    and r.scope in ('', p_station, (select s.street from station s where s.id = p_station)))
$$;
