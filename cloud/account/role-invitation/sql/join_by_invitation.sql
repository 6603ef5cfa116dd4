-- Accepts an invitation as somebody new: the person, their passkey if there is one, recovery codes, the role and a login,
-- all or nothing. Answers as accept_role_invitation does, which also holds the invitation against whoever comes second; or
-- passkey-known (somebody has it already).
create or replace function join_by_invitation(
  p_hash text, p_person uuid, p_name text, p_held boolean, p_now timestamptz, p_token_hash text, p_until timestamptz,
  p_codes text[], p_credential text, p_public_key bytea, p_counter bigint, p_transports text[], p_passkey_name text
)
returns text
language plpgsql
as $$
declare done text;
begin
  insert into person (id, name, created_at, new_name, new_name_by, new_name_at, moderate_at)
  values (p_person, case when p_held then '' else p_name end, p_now, case when p_held then p_name end,
    case when p_held then p_person end, case when p_held then p_now end, case when p_held then p_now end);
  insert into guardianship (guardian_id, person_id, relation, since) values (p_person, p_person, 'self', p_now);
  done := accept_role_invitation(p_hash, p_person, p_now);
  if done <> 'taken' then raise exception 'not taken' using errcode = 'YK003'; end if;
  insert into recovery_code (person_id, nth, code_hash, created_at)
  select p_person, nth, hash, p_now from unnest(p_codes) with ordinality one(hash, nth);
  if p_credential is not null then
    done := 'passkey-known';
    insert into passkey (credential, person_id, public_key, counter, transports, name, created_at)
    values (p_credential, p_person, p_public_key, p_counter, p_transports, p_passkey_name, p_now)
    on conflict (credential) do nothing;
    if not found then raise exception 'known' using errcode = 'YK003'; end if;
  end if;
  insert into login (token_hash, person_id, created_at, expires_at, app)
  values (p_token_hash, p_person, p_now, p_until, 'h5');
  return 'taken';
exception when sqlstate 'YK003' then
  -- The block is rolled back: nobody was made.
  return done;
end
$$;
