-- The first of the district is invited by nobody: by whoever holds the database (cloud/runtime/entries/district.ts), and only while
-- there is none.
alter table role_invitation
  alter column by_id drop not null, alter column by_role drop not null, alter column by_scope drop not null,
  add constraint role_invitation_by check ((by_id is null) = (by_role is null) and (by_role is null) = (by_scope is null)
    and (by_id is not null or role = 'district'));

-- `take_role` of 0020, but that such a one is good no more when the district has somebody. Of two who take one each at
-- once, both are the first.
do $$
declare
  was text := pg_get_functiondef('take_role(text, uuid, timestamptz)'::regprocedure);
  guard text := 'if not found then return ''invitation-withdrawn''; end if;';
  more text := replace(was, guard, guard || '
  if one.by_id is null and one.used_at is null and exists (select from role r where r.role = ''district'') then
    return ''invitation-withdrawn'';
  end if;');
begin
  if more = was then raise exception 'take_role is not the one of 0020'; end if;
  execute more;
end $$;
