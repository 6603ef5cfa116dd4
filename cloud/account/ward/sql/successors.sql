-- Who takes over the wards that somebody looks after without a role for it any more. Of the people who may book by proxy
-- at the ward's station: those of the station before those of its street and the district; then whoever looks after
-- the ward already; whoever ended the role (`p_by`); a manager before staff; who has been there longest.
-- `p_roles`: the roles that may book by proxy, the wider ones last. `successor` is null where there is nobody.
create or replace function successors(p_person uuid, p_by uuid, p_roles text[])
returns table (ward uuid, station text, successor uuid)
language sql
stable
as $$
  select g.person_id, g.station_id, (
    select r.person_id from role r
    where r.person_id <> p_person and r.role = any (p_roles) and r.scope in ('', g.station_id, s.street)
    order by r.scope = g.station_id desc, r.scope = s.street desc,
      exists (select from guardianship o where o.guardian_id = r.person_id and o.person_id = g.person_id) desc,
      r.person_id = p_by desc nulls last, array_position(p_roles, r.role) desc, r.since nulls first, r.seq
    limit 1)
  from guardianship g join station s on s.id = g.station_id
  where g.guardian_id = p_person and g.relation = 'ward' and not guards(g, p_roles)
  order by g.person_id
$$;
