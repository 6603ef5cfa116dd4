create table offering (
  station_id text not null references station (id),
  id text not null,
  about jsonb not null,
  -- Counts what plans depend on, so that a plan made from an older state is not written.
  revision integer not null default 1,
  -- The last day planned. Sessions are planned from the offering's templates, ahead and once a day.
  planned_to date,
  -- When a manager last saved it.
  saved_at timestamptz,
  primary key (station_id, id)
);

create table session (
  station_id text not null,
  id text not null,
  offering_id text not null,
  kind text not null,
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  capacity integer not null,
  -- Seats given, walk-ins included.
  taken integer not null default 0,
  status text not null default 'open' check (status in ('open', 'called-off')),
  -- Counts every change, so that answers can be put in order.
  version integer not null default 1,
  -- The last place of the waitlist handed out.
  last_place integer not null default 0,
  -- How many parties wait.
  waiting integer not null default 0,
  -- Free seats kept for a party that was overtaken often enough (core/booking/waitlist.ts).
  held integer not null default 0,
  moved_from timestamptz,
  reason text not null default '',
  -- A draw orders the waitlist; until then everybody waits. The hash is public from the start, the seed after the draw.
  draw_at timestamptz,
  draw_seed text,
  draw_hash text,
  drawn_at timestamptz,
  -- A session is judged once, as a whole, when its day is over (core/booking/strike.ts).
  judged boolean not null default false,
  -- People without a booking.
  walked_in integer not null default 0 check (walked_in >= 0),
  primary key (station_id, id),
  foreign key (station_id, offering_id) references offering (station_id, id),
  constraint session_not_oversold check (taken between 0 and capacity),
  constraint session_held check (held between 0 and capacity - taken),
  constraint session_waiting check (waiting >= 0),
  constraint session_lasts check (starts_at < ends_at),
  constraint session_sealed check (draw_at is null or (draw_seed is not null and draw_hash is not null))
)
-- Room on the page for a changed counter.
with (fillfactor = 60);
create index session_start on session (starts_at, id);
create index session_of_station on session (station_id, starts_at);
create index session_with_waitlist on session (station_id, id) where waiting > 0;
create index session_to_draw on session (draw_at) where drawn_at is null and draw_at is not null;
create index session_to_judge on session (ends_at) where not judged and status = 'open';
-- A session whose id is longer than a scene has room for is found by a short name (cloud/notify/mini-code/short-name.ts). Managers
-- make none that long, so this is empty unless offerings were imported.
create index session_short on session (station_id, left(md5(id), 20)) where length(id) > 30;
