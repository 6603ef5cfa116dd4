-- The work of closing a day: its sessions are moved or called off in batches after the request was answered, so that a
-- street with many bookings takes as long as it takes (cloud/booking/closing-day/job.ts).
create table closing (
  id text primary key default gen_random_uuid()::text,
  scope text not null check (scope in ('station', 'street')),
  -- The station's id or the street's code.
  place text not null,
  day date not null,
  reason text not null,
  act text not null check (act in ('move', 'call-off')),
  by_id uuid not null,
  at timestamptz not null,
  -- A process works on it until then at most; afterwards another may, in case the first has died.
  leased_until timestamptz,
  ended_at timestamptz
);
create index closing_open on closing (at) where ended_at is null;

-- One session of it, as it was when the day was closed, and what became of it; null as long as it waits its turn.
create table closing_session (
  closing_id text not null references closing (id),
  station_id text not null,
  session_id text not null,
  starts_at timestamptz not null,
  booked integer not null,
  waiting integer not null,
  outcome text check (outcome in ('moved', 'called-off', 'left', 'reopened')),
  to_at timestamptz,
  -- How many bookings were notified.
  told integer not null default 0,
  primary key (closing_id, station_id, session_id)
);
-- A session waits in one closing only.
create unique index closing_session_once on closing_session (station_id, session_id) where outcome is null;
