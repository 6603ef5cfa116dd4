-- Makes an invitation to a role (`p_role`, `p_scope`) or to a standing (`p_standing`, with its last day). The person's row is
-- locked before roles, as erasing does. Answers invited; gone (the inviter no longer has that role); full (`p_most` are open
-- already, without those printed on cards).
create or replace function create_role_invitation(
  p_by uuid, p_by_role text, p_by_scope text, p_role text, p_scope text, p_standing text, p_standing_until date,
  p_hash text, p_now timestamptz, p_until timestamptz, p_most integer
)
returns table (outcome text, id uuid)
language plpgsql
as $$
#variable_conflict use_column
declare made uuid;
begin
  -- Lock the person: two invitations made at once are counted one after the other.
  perform 1 from person where person.id = p_by for no key update;
  perform 1 from role where person_id = p_by and role = p_by_role and scope = p_by_scope for key share;
  if not found then return query select 'gone', null::uuid; return; end if;
  perform 1 from role_invitation where by_id = p_by and batch is null and used_at is null and expires_at > p_now
  having count(*) >= p_most;
  if found then return query select 'full', null::uuid; return; end if;
  insert into role_invitation (code_hash, by_id, by_role, by_scope, role, scope, standing, standing_until, at, expires_at)
  values (p_hash, p_by, p_by_role, p_by_scope, p_role, p_scope, p_standing, p_standing_until, p_now, p_until)
  returning role_invitation.id into made;
  return query select 'invited', made;
end
$$;
