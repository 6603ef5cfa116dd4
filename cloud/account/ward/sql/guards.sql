-- Whether a guardianship has effect. That of a ward does only while the guardian works at the ward's station. Whatever
-- reads or writes by a guardianship asks this, so that a role that has ended ends what it gave
-- (cloud/account/ward/guards.test.ts). `p_roles`: the roles that may book by proxy.
create or replace function guards(g guardianship, p_roles text[])
returns boolean
language sql
stable
as $$
  select g.relation <> 'ward' or works_at(g.guardian_id, g.station_id, p_roles)
$$;
