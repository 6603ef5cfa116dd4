-- It was opened at a computer, by the code that a phone showed: such a login shows none itself.
alter table login add column desk boolean not null default false;

-- The code that somebody's phone shows, to log in at a computer: one a person, a new one takes the place of the one
-- before. It ends with the login that shows it.
create table desk_code (
  person_id uuid primary key,
  id uuid not null default gen_random_uuid() constraint desk_code_id unique,
  login_id uuid not null references login (id) on delete cascade,
  code_hash text not null constraint desk_code_hash unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  -- What it opened, until that is over.
  used_by uuid references login (id) on delete set null,
  check (used_by is null or used_at is not null)
);
create index desk_code_of_login on desk_code (login_id);
create index desk_code_opened on desk_code (used_by) where used_by is not null;
create trigger of_somebody after insert on desk_code for each row execute function of_somebody('person_id');

-- How often in a minute codes were tried that there are none of, by whomever and wherever.
create table desk_miss (
  minute timestamptz primary key,
  misses integer not null
);
