-- A passkey: a public key whose private half stays in its owner's device or key manager. It logs them in in a browser.
create table passkey (
  -- What it is listed and removed by; the credential's own id is what a browser sends.
  id uuid primary key default gen_random_uuid(),
  credential text not null constraint passkey_credential unique,
  person_id uuid not null references person (id),
  -- In COSE (RFC 9052), as the authenticator made it.
  public_key bytea not null,
  -- The highest signature counter seen; 0 where the authenticator does not count.
  counter bigint not null,
  -- How a browser may reach it, as it said itself.
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  -- Its counter went back, so it was copied: it logs in no more.
  stopped_at timestamptz
);
create index passkey_of_person on passkey (person_id);

-- A challenge that a passkey must sign, once: to be registered by a login, to be registered by somebody who joins with an
-- invitation, or, with neither, to log in.
create table passkey_challenge (
  challenge_hash text primary key,
  login_hash text references login (token_hash) on delete cascade,
  invitation_hash text references role_invitation (code_hash) on delete cascade,
  -- Whose id the new passkey carries: with an invitation, somebody who does not exist yet.
  person_id uuid,
  expires_at timestamptz not null,
  constraint passkey_challenge_purpose check (login_hash is null or invitation_hash is null),
  constraint passkey_challenge_person check ((person_id is null) = (login_hash is null and invitation_hash is null))
);
create index passkey_challenge_of_login on passkey_challenge (login_hash) where login_hash is not null;
create index passkey_challenge_of_invitation on passkey_challenge (invitation_hash) where invitation_hash is not null;

-- A recovery code, printed or written down: it logs its owner in once, where there is neither WeChat nor a passkey. A new
-- set takes the places of the one before, so that of two made at once one is whole.
create table recovery_code (
  person_id uuid not null references person (id),
  nth integer not null,
  code_hash text not null constraint recovery_code_hash unique,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, nth)
);
