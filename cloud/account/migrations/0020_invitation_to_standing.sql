-- An invitation is to a role, or to a standing that whoever accepts it has from then on.
alter table role_invitation alter column role drop not null;
alter table role_invitation alter column scope drop not null;
alter table role_invitation add column standing text check (standing in ('veteran', 'worker', 'enterprise'));
-- The last day of that standing; null: no end.
alter table role_invitation add column standing_until date;
-- Made together with others by one action, whose key this is: printed on cards. Null: made alone.
alter table role_invitation add column batch text;
alter table role_invitation add constraint role_invitation_what check (
  (role is null) <> (standing is null) and (role is null) = (scope is null)
  and (standing_until is null or standing is not null) and (standing is null or by_id is not null)
);
create index role_invitation_batch on role_invitation (by_id, batch) where batch is not null;
create index role_invitation_standing on role_invitation (standing) where standing is not null;
