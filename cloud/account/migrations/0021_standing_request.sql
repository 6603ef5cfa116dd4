-- Somebody asks for a standing with a picture of their certificate. A withdrawn request is deleted.
create table standing_request (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  kind text not null check (kind in ('veteran', 'worker', 'enterprise')),
  note text not null default '',
  asked_at timestamptz not null,
  -- Lapsed: nobody decided it in time, or a backup was restored, which has no pictures.
  outcome text check (outcome in ('given', 'refused', 'lapsed')),
  decided_at timestamptz,
  decided_by uuid,
  words text not null default '',
  -- The last day of the standing that was given; null: no end.
  until date,
  check ((outcome is null) = (decided_at is null))
);
create unique index standing_request_open on standing_request (person_id, kind) where outcome is null;
create index standing_request_waiting on standing_request (asked_at) where outcome is null;
create index standing_request_decided on standing_request (decided_at) where outcome is not null;
create index standing_request_person on standing_request (person_id, asked_at);

-- The picture of a request that waits. In the database, so that it goes with the decision in one transaction; backups
-- leave it out (cloud/runtime/backup). Vacuumed at once after each change, so that its bytes are overwritten.
create table certificate (
  request_id uuid primary key references standing_request (id) on delete cascade,
  type text not null check (type in ('jpg', 'png', 'webp')),
  bytes bytea not null
);
-- A picture is compressed already.
alter table certificate alter column bytes set storage external;
alter table certificate set (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 1
);
