-- Roles are given by invitation and taken away; what was is written down (docs/decisions/015-roles.md).
alter table role drop constraint role_role_check,
  add constraint role_role_check check (role in ('member', 'staff', 'station', 'street', 'department', 'district')),
  -- Since when, and by whose invitation. Those that were there before there were any do not say.
  add column since timestamptz,
  add column by_id uuid;
create index role_of_place on role (scope, role);

-- It hangs on the role by which it is made: with that it ends, at the same moment.
create table role_invitation (
  id uuid primary key default gen_random_uuid(),
  code_hash text not null constraint role_invitation_code unique,
  by_id uuid not null,
  by_role text not null,
  by_scope text not null,
  role text not null,
  scope text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  -- Once. The row stays until it would have expired, to say so to who comes second.
  used_at timestamptz,
  -- When WeChat was last asked for the picture of its code, which is kept nowhere.
  asked_at timestamptz,
  constraint role_invitation_giver foreign key (by_id, by_role, by_scope) references role (person_id, role, scope)
    on delete cascade
);
create index role_invitation_by on role_invitation (by_id, by_role, by_scope);
create index role_invitation_to on role_invitation (scope, role);

-- A role that ended, or was laid down by its own (then by themselves).
create table past_role (
  person_id uuid not null references person (id),
  role text not null,
  scope text not null,
  since timestamptz,
  by_id uuid,
  ended_at timestamptz not null,
  ended_by uuid not null
);
create index past_role_of_person on past_role (person_id);
create index past_role_of_place on past_role (scope, role, ended_at);

-- Everything here holds a person's row before it holds roles, as erasing does.

-- Answers invited; gone (they have that role no more); full (`p_most` are open already).
create function invite_to_role(p_by uuid, p_by_role text, p_by_scope text, p_role text, p_scope text, p_hash text,
  p_now timestamptz, p_until timestamptz, p_most integer) returns table (outcome text, id uuid) language plpgsql as $$
#variable_conflict use_column
declare made uuid;
begin
  -- Two that are made at once meet here.
  perform 1 from person where person.id = p_by for no key update;
  perform 1 from role where person_id = p_by and role = p_by_role and scope = p_by_scope for key share;
  if not found then return query select 'gone', null::uuid; return; end if;
  perform 1 from role_invitation where by_id = p_by and used_at is null and expires_at > p_now having count(*) >= p_most;
  if found then return query select 'full', null::uuid; return; end if;
  insert into role_invitation (code_hash, by_id, by_role, by_scope, role, scope, at, expires_at)
  values (p_hash, p_by, p_by_role, p_by_scope, p_role, p_scope, p_now, p_until) returning role_invitation.id into made;
  return query select 'invited', made;
end $$;

-- Answers taken, or why not: invitation-withdrawn (whoever made it, or their role, says so no more), has-role-already,
-- invitation-used, invitation-expired.
create function take_role(p_hash text, p_person uuid, p_now timestamptz) returns text language plpgsql as $$
declare one role_invitation;
begin
  perform 1 from person where id = p_person for no key update;
  -- Of two who come at once the second finds it used; and whoever ends the giver's role waits, or has been.
  select * into one from role_invitation where code_hash = p_hash for update;
  if not found then return 'invitation-withdrawn'; end if;
  perform 1 from role r where r.person_id = p_person and r.role = one.role and r.scope = one.scope;
  if found then return 'has-role-already'; end if;
  if one.used_at is not null then return 'invitation-used'; end if;
  if one.expires_at <= p_now then return 'invitation-expired'; end if;
  update role_invitation set used_at = p_now where id = one.id;
  insert into role (person_id, role, scope, since, by_id) values (p_person, one.role, one.scope, p_now, one.by_id);
  if one.role = 'member' then
    update person set standing = array_append(array_remove(standing, 'member'), 'member') where id = p_person;
  end if;
  return 'taken';
end $$;

-- Who ends it does so by a role of theirs (their own lays itself down), which must be theirs still. Answers ended; gone
-- (there is no such role, or theirs is over); last-district.
create function end_role(p_person uuid, p_role text, p_scope text, p_by uuid, p_by_role text, p_by_scope text,
  p_now timestamptz) returns text language plpgsql as $$
begin
  perform 1 from person where id = p_person for no key update;
  -- All that this depends on, in one order: of two who end each other's, the second has none.
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
end $$;
