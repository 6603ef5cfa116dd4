-- Trigger function: records an ending in the transaction that ends, whoever writes it. Arguments: what ended; the column
-- with the moment at which it ended ('': now); the column with the moment at which it would have ended by itself ('':
-- never); then the columns that name the row, as `name=column`. A table of rights or personal data that somebody can
-- end belongs in the list of triggers below, and in END_AGAIN (cloud/account/ending/replay.ts).
create or replace function record_ending()
returns trigger
language plpgsql
as $$
declare
  ended jsonb := case tg_op when 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
  named jsonb := '{}';
begin
  for nth in 3 .. tg_nargs - 1 loop
    named := named || jsonb_build_object(split_part(tg_argv[nth], '=', 1), ended->split_part(tg_argv[nth], '=', 2));
  end loop;
  -- The last guardian takes the person's name along; who is not the last may only be ended again beside another.
  if tg_argv[0] = 'guardianship' then
    named := named || jsonb_build_object('last',
      not exists (select from guardianship g where g.person_id = (named->>'person')::uuid));
  end if;
  insert into ending (what, which, at, until) values (
    tg_argv[0],
    named,
    coalesce((case when tg_op <> 'DELETE' then to_jsonb(new)->>nullif(tg_argv[1], '') end)::timestamptz, now()),
    (ended->>nullif(tg_argv[2], ''))::timestamptz
  )
  on conflict (what, which) do update set at = excluded.at, until = excluded.until;
  return null;
end
$$;

create or replace trigger record_ending after update of erased_at on person for each row
  when (old.erased_at is null and new.erased_at is not null)
  execute function record_ending('erased', 'erased_at', '', 'person=id');
create or replace trigger record_ending after insert on past_role for each row
  execute function record_ending('role', 'ended_at', '', 'person=person_id', 'role=role', 'scope=scope');
create or replace trigger record_ending after delete on login for each row
  execute function record_ending('login', '', 'expires_at', 'person=person_id', 'id=id');
create or replace trigger record_ending after delete on passkey for each row
  execute function record_ending('passkey', '', '', 'person=person_id', 'id=id');
create or replace trigger record_stop after update of stopped_at on passkey for each row
  when (old.stopped_at is null and new.stopped_at is not null)
  execute function record_ending('passkey', 'stopped_at', '', 'person=person_id', 'id=id');
create or replace trigger record_ending after delete on recovery_code for each row
  execute function record_ending('recovery-code', '', '', 'person=person_id', 'nth=nth', 'since=created_at');
create or replace trigger record_use after update of used_at, code_hash on recovery_code for each row
  when (old.used_at is null and (new.used_at is not null or new.code_hash <> old.code_hash))
  execute function record_ending('recovery-code', 'used_at', '', 'person=person_id', 'nth=nth', 'since=created_at');
create or replace trigger record_ending after delete on role_invitation for each row
  execute function record_ending('role-invitation', '', 'expires_at', 'id=id');
create or replace trigger record_use after update of used_at on role_invitation for each row
  when (old.used_at is null and new.used_at is not null)
  execute function record_ending('role-invitation', 'used_at', 'expires_at', 'id=id');
create or replace trigger record_ending after delete on guardian_invitation for each row
  execute function record_ending('guardian-invitation', '', 'expires_at', 'by=by_id', 'person=person_id', 'expires=expires_at');
create or replace trigger record_change after update of code_hash on guardian_invitation for each row
  when (old.code_hash <> new.code_hash)
  execute function record_ending('guardian-invitation', '', 'expires_at', 'by=by_id', 'person=person_id', 'expires=expires_at');
create or replace trigger record_ending after delete on guardianship for each row when (old.relation <> 'self')
  execute function record_ending('guardianship', '', '', 'guardian=guardian_id', 'person=person_id', 'since=since');
create or replace trigger record_ending after update of ended_at on standing for each row
  when (old.ended_at is null and new.ended_at is not null)
  execute function record_ending('standing', 'ended_at', '', 'person=person_id', 'id=id');
create or replace trigger record_ending after delete on phone for each row
  execute function record_ending('phone', '', '', 'person=person_id', 'since=since');
create or replace trigger record_change after update of number_hash on phone for each row
  when (old.number_hash <> new.number_hash)
  execute function record_ending('phone', '', '', 'person=person_id', 'since=since');
create or replace trigger record_ending after delete on calendar for each row
  execute function record_ending('calendar', '', '', 'person=person_id', 'since=since');
create or replace trigger record_change after update of token_hash on calendar for each row
  when (old.token_hash <> new.token_hash)
  execute function record_ending('calendar', '', '', 'person=person_id', 'since=since');
create or replace trigger record_ending after delete on photo for each row
  execute function record_ending('photo', '', '', 'station=station_id', 'name=name', 'since=at');
