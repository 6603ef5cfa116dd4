-- Accepts an invitation to a role or a standing. The first of a district is invited by nobody, and only while the district
-- has nobody. Answers taken, or why not: invitation-withdrawn (whoever made it, or their role, is gone), has-role-already,
-- standing-held, invitation-used, invitation-expired.
create or replace function accept_role_invitation(p_hash text, p_person uuid, p_now timestamptz)
returns text
language plpgsql
as $$
declare one role_invitation;
begin
  perform 1 from person where id = p_person for no key update;
  -- Lock the invitation: of two who come at once the second finds it used, and ending the giver's role waits.
  select * into one from role_invitation where code_hash = p_hash for update;
  if not found then return 'invitation-withdrawn'; end if;
  if one.by_id is null and one.used_at is null and exists (select from role r where r.role = 'district') then
    return 'invitation-withdrawn';
  end if;
  perform 1 from role r where r.person_id = p_person and r.role = one.role and r.scope = one.scope;
  if found then return 'has-role-already'; end if;
  perform 1 from standing s where s.person_id = p_person and s.kind = one.standing and s.ended_at is null;
  if found then return 'standing-held'; end if;
  if one.used_at is not null then return 'invitation-used'; end if;
  if one.expires_at <= p_now then return 'invitation-expired'; end if;
  update role_invitation set used_at = p_now where id = one.id;
  if one.standing is not null then
    perform give_standing(p_person, one.standing, one.standing_until, one.by_id, p_now);
    return 'taken';
  end if;
  insert into role (person_id, role, scope, since, by_id) values (p_person, one.role, one.scope, p_now, one.by_id);
  if one.role = 'member' then
    update person set standing = array_append(array_remove(standing, 'member'), 'member') where id = p_person;
  end if;
  return 'taken';
end
$$;
