-- Counts the changes of a station, so that of two managers the second sees what the first has saved.
alter table station add column if not exists revision integer not null default 1;

-- Who changed what of a station, and when. The revision is the one that the change made.
create table station_change (
  station_id text not null references station (id),
  revision integer not null,
  at timestamptz not null,
  by_id uuid not null,
  -- Names of the changed fields, or what was done.
  what text[] not null,
  was jsonb not null,
  primary key (station_id, revision)
);

-- A wish that the street decides: a name or a position. One of each kind waits at a time; a newer one replaces it.
create table station_request (
  id uuid primary key default gen_random_uuid(),
  station_id text not null references station (id),
  kind text not null check (kind in ('name', 'position')),
  wish jsonb not null,
  asked_at timestamptz not null,
  by_id uuid not null,
  outcome text check (outcome in ('accepted', 'refused', 'replaced')),
  answered_at timestamptz,
  answered_by uuid,
  words text not null default '',
  check ((outcome is null) = (answered_at is null))
);
create unique index station_request_waiting on station_request (station_id, kind) where outcome is null;
create index station_request_station on station_request (station_id, asked_at);

-- Both sizes of a photograph in the storage. Stored before a station names it (`claimed_until`); removed when none does.
create table photo_file (
  name text primary key,
  claimed_until timestamptz not null,
  named boolean not null default false,
  -- Being removed: from here on it cannot be claimed, until the row is gone.
  removing boolean not null default false,
  check (not (named and removing))
);
create index photo_file_unnamed on photo_file (claimed_until) where not named;

create table photo (
  station_id text not null references station (id),
  name text not null references photo_file (name),
  place integer not null,
  alt text not null,
  at timestamptz not null,
  by_id uuid not null,
  primary key (station_id, name)
);
create index photo_name on photo (name);

-- A picture that arrives in pieces of base64.
create table upload_piece (
  by_id uuid not null,
  upload text not null,
  nth integer not null,
  body text not null,
  at timestamptz not null,
  primary key (by_id, upload, nth)
);
create index upload_piece_at on upload_piece (at);

-- Its hours have changed, and its offerings are to be planned anew.
alter table station add column replan boolean not null default false;
create index station_replan on station (id) where replan;

-- What somebody is known to be: given by whom, until when, and how it ended. person.standing has those that hold now, and
-- `member`, which goes with the role.
create table standing (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  kind text not null check (kind in ('veteran', 'worker', 'enterprise')),
  since timestamptz not null,
  -- The last day that it holds; null: no end.
  until date,
  -- Null: from before this table.
  by_id uuid,
  ended_at timestamptz,
  -- Null: it ended by its day.
  ended_by uuid
);
create unique index standing_held on standing (person_id, kind) where ended_at is null;
create index standing_until on standing (until) where ended_at is null and until is not null;

insert into standing (person_id, kind, since)
select p.id, kind, p.created_at from person p cross join unnest(p.standing) kind where kind <> 'member';

-- Rows of a list whose number nobody here has given yet: given to whoever gives it.
create table awaited_standing (
  phone_hash text not null,
  kind text not null check (kind in ('veteran', 'worker', 'enterprise')),
  until date,
  by_id uuid not null,
  at timestamptz not null,
  primary key (phone_hash, kind)
);
create index awaited_standing_at on awaited_standing (at);
