-- Registers a passkey of a login's owner. Answers added, or why not: gone (the login ended), passkeys-full (they have
-- `p_most`), passkey-known (somebody has it already).
create or replace function add_passkey(
  p_token_hash text, p_credential text, p_public_key bytea, p_counter bigint, p_transports text[], p_name text,
  p_most integer, p_now timestamptz
)
returns text
language plpgsql
as $$
declare who uuid;
begin
  select person_id into who from login where token_hash = p_token_hash and expires_at > p_now;
  if not found then return 'gone'; end if;
  -- Lock the person: two added at once are counted one after the other.
  perform 1 from person where id = who for no key update;
  perform 1 from passkey where person_id = who having count(*) >= p_most;
  if found then return 'passkeys-full'; end if;
  insert into passkey (credential, person_id, public_key, counter, transports, name, created_at)
  values (p_credential, who, p_public_key, p_counter, p_transports, p_name, p_now)
  on conflict (credential) do nothing;
  return case when found then 'added' else 'passkey-known' end;
end
$$;
