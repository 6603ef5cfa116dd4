create table person (
  id uuid primary key,
  -- The name that others may read. A new one waits in `new_name` until WeChat has passed it (docs/decisions/018-name-moderation.md).
  name text not null,
  born text,
  standing text[] not null default '{}',
  persona text unique,
  created_at timestamptz not null,
  -- How many others a person looks after, counted on their own row: two who join at once meet here. A count of
  -- guardianships in the joining statement would see its snapshot, and both would find room.
  household integer not null default 0 constraint person_household check (household >= 0),
  -- How many people a worker looks after for a station, counted the same way and apart from the household.
  wards integer not null default 0 constraint person_wards check (wards >= 0),
  erased_at timestamptz,
  -- A name that WeChat has not passed yet, or has refused.
  new_name text,
  -- Who wrote it: they alone read it, and WeChat is asked in their name. Null once they were erased.
  new_name_by uuid,
  new_name_at timestamptz,
  -- From then on WeChat is asked again. Null: it was refused, and waits to be put another way.
  moderate_at timestamptz,
  -- The name as others see it.
  shown text not null generated always as
    (case when name = '' and new_name is not null then '（名字待核）' else name end) stored,
  constraint new_name_whole check ((new_name is null) = (new_name_at is null)
    and (new_name is not null or new_name_by is null and moderate_at is null))
);
create index person_name_held on person (moderate_at) where moderate_at is not null;
create index person_named_by on person (new_name_by) where new_name_by is not null;

-- Whom a person may book for. Everybody is their own guardian.
create table guardianship (
  guardian_id uuid not null references person (id),
  person_id uuid not null references person (id),
  -- ward: somebody without a phone, looked after by a station's worker (docs/decisions/010-proxy-booking.md).
  relation text not null check (relation in ('self', 'child', 'parent', 'ward')),
  consent_at timestamptz,
  since timestamptz not null,
  -- What a guardian's consent for a child covers; given whole.
  consent_covers text[] not null default '{}',
  primary key (guardian_id, person_id)
);
create index guardianship_of_person on guardianship (person_id);

-- A guardian invites another one. It ends with their own guardianship; a new one replaces the old.
create table guardian_invitation (
  by_id uuid not null,
  person_id uuid not null,
  code_hash text not null unique,
  expires_at timestamptz not null,
  -- When WeChat was last asked for the picture of its code, which is not stored.
  asked_at timestamptz,
  primary key (by_id, person_id),
  foreign key (by_id, person_id) references guardianship (guardian_id, person_id) on delete cascade
);

-- Roles are given by invitation and taken away (docs/decisions/015-roles.md).
create table role (
  person_id uuid not null references person (id),
  role text not null check (role in ('member', 'staff', 'station', 'street', 'department', 'district')),
  scope text not null default '',
  -- Since when, and by whose invitation; null for roles that were given by none.
  since timestamptz,
  by_id uuid,
  primary key (person_id, role, scope)
);
create index role_of_place on role (scope, role);

-- It hangs on the role by which it is made, and ends with that at the same moment. The first of a district is made by
-- whoever holds the database (cloud/runtime/entries/district.ts), and by no role.
create table role_invitation (
  id uuid primary key default gen_random_uuid(),
  code_hash text not null constraint role_invitation_code unique,
  by_id uuid,
  by_role text,
  by_scope text,
  role text not null,
  scope text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  -- Once. The row stays until it would have expired, to say so to whoever comes second.
  used_at timestamptz,
  -- When WeChat was last asked for the picture of its code, which is not stored.
  asked_at timestamptz,
  constraint role_invitation_giver foreign key (by_id, by_role, by_scope) references role (person_id, role, scope)
    on delete cascade,
  constraint role_invitation_by check ((by_id is null) = (by_role is null) and (by_role is null) = (by_scope is null)
    and (by_id is not null or role = 'district'))
);
create index role_invitation_by on role_invitation (by_id, by_role, by_scope);
create index role_invitation_to on role_invitation (scope, role);

-- A role that has ended; laid down by the person themselves, `ended_by` is theirs.
create table past_role (
  person_id uuid not null references person (id),
  role text not null,
  scope text not null,
  since timestamptz,
  by_id uuid,
  ended_at timestamptz not null,
  ended_by uuid not null,
  primary key (person_id, role, scope, ended_at)
);
create index past_role_of_place on past_role (scope, role, ended_at);

create table login (
  token_hash text primary key,
  person_id uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- What a login is listed and ended by; it opens nothing.
  id uuid not null default gen_random_uuid() constraint login_id unique,
  app text check (app in ('weapp', 'h5')),
  -- Null: not used since it was made.
  used_at timestamptz,
  -- Opened at a computer by the code that a phone showed. Such a login shows no code itself.
  by_code boolean not null default false
);
create index login_of_person on login (person_id);

-- The code that somebody's phone shows to log in at a computer. One a person: a new one replaces the one before. It ends
-- with the login that shows it.
create table login_code (
  person_id uuid primary key,
  id uuid not null default gen_random_uuid() constraint login_code_id unique,
  login_id uuid not null references login (id) on delete cascade,
  code_hash text not null constraint login_code_hash unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  -- The login it opened, while that lasts.
  used_by uuid references login (id) on delete set null,
  check (used_by is null or used_at is not null)
);
create index login_code_of_login on login_code (login_id);
create index login_code_opened on login_code (used_by) where used_by is not null;

-- How many codes that do not exist were tried in a minute, by whomever and wherever.
create table login_code_miss (
  minute timestamptz primary key,
  misses integer not null
);

-- Who somebody is to one of our WeChat apps. The openid is sealed and found by its keyed hash, as is the id that all our
-- apps share.
create table identity (
  appid text not null,
  openid_hash text not null,
  openid text not null,
  union_hash text,
  person_id uuid not null references person (id),
  since timestamptz not null,
  -- WeChat moderates the words of those alone who were here within two hours.
  seen_at timestamptz not null,
  primary key (appid, openid_hash)
);
create index identity_of_person on identity (person_id);
create index identity_by_union on identity (union_hash) where union_hash is not null;

-- A telephone number that somebody gave by WeChat's button. Sealed, and found by its keyed hash.
create table phone (
  person_id uuid primary key references person (id),
  number text not null,
  number_hash text not null,
  since timestamptz not null
);
create index phone_by_number on phone (number_hash);

-- Who gave up the WeChat account they come by, as WeChat says. Whoever uses a login afterwards is still there; the others
-- are erased when an unused login would have ended (docs/decisions/013-privacy.md).
create table pending_erasure (
  person_id uuid primary key,
  at timestamptz not null
);
