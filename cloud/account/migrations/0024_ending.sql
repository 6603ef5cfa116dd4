-- What somebody ended for privacy or security, as ids alone. A backup that is restored does not know what ended after
-- it, so these rows are copied to a file outside of the database and ended again. Rows are written by `record_ending`.
-- `which` names the row that ended; after `until` it would have ended by itself.
create table ending (
  what text not null,
  which jsonb not null,
  at timestamptz not null,
  until timestamptz,
  person_id uuid generated always as ((which->>'person')::uuid) stored,
  primary key (what, which)
);
create index ending_of_person on ending (person_id);
create index ending_until on ending (until) where until is not null;

insert into ending (what, which, at)
select 'erased', jsonb_build_object('person', id), erased_at from person where erased_at is not null;
insert into ending (what, which, at)
select 'role', jsonb_build_object('person', person_id, 'role', role, 'scope', scope), max(ended_at) from past_role
group by person_id, role, scope;
insert into ending (what, which, at)
select 'standing', jsonb_build_object('person', person_id, 'id', id), ended_at from standing where ended_at is not null;
insert into ending (what, which, at)
select 'passkey', jsonb_build_object('person', person_id, 'id', id), stopped_at from passkey where stopped_at is not null;
insert into ending (what, which, at)
select 'recovery-code', jsonb_build_object('person', person_id, 'nth', nth, 'since', created_at), used_at
from recovery_code where used_at is not null;
insert into ending (what, which, at, until)
select 'role-invitation', jsonb_build_object('id', id), used_at, expires_at from role_invitation where used_at is not null;
