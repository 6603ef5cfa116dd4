-- Makes an invitation to manage each of these stations, all or none. The arrays go together: the role by which each is made,
-- its station, and the hash of its code. What was printed for these stations before and nobody took is withdrawn, since lost
-- cards must not stay good. Answers whether they are there: false, the inviter no longer has one of these roles. The same
-- key (`p_batch`) again changes nothing.
create or replace function create_manager_invitations(
  p_by uuid, p_batch text, p_by_roles text[], p_by_scopes text[], p_stations text[], p_hashes text[], p_now timestamptz,
  p_until timestamptz
)
returns boolean
language plpgsql
as $$
begin
  -- Lock the person: of two requests with one key the second finds what the first has made.
  perform 1 from person where id = p_by for no key update;
  perform 1 from role_invitation where by_id = p_by and batch = p_batch;
  if found then return true; end if;
  perform 1 from role r where r.person_id = p_by and (r.role, r.scope) in (select * from unnest(p_by_roles, p_by_scopes))
  order by r.role, r.scope for key share;
  perform 1 from unnest(p_by_roles, p_by_scopes) g(role, scope)
  where not exists (select from role r where r.person_id = p_by and r.role = g.role and r.scope = g.scope);
  if found then return false; end if;
  perform 1 from role_invitation i where i.batch is not null and i.role = 'station' and i.scope = any (p_stations)
    and i.used_at is null order by i.id for update;
  delete from role_invitation i where i.batch is not null and i.role = 'station' and i.scope = any (p_stations)
    and i.used_at is null;
  insert into role_invitation (code_hash, by_id, by_role, by_scope, role, scope, batch, at, expires_at)
  select g.hash, p_by, g.by_role, g.by_scope, 'station', g.station, p_batch, p_now, p_until
  from unnest(p_by_roles, p_by_scopes, p_stations, p_hashes) with ordinality g(by_role, by_scope, station, hash, nth)
  order by g.nth;
  return true;
end
$$;
