-- A party of a session: waiting, seated, or gone. Seats are given by `book` and `promote` and by nothing else.
create table booking (
  station_id text not null,
  id text not null,
  -- Without a foreign key: `book` holds the session's row while it writes, and the check cost a third of its time.
  session_id text not null,
  booker_id uuid not null,
  status text not null default 'booked' check (status in ('waiting', 'offered', 'booked', 'cancelled')),
  seats integer not null check (seats > 0),
  -- How many have come. Kept here so that a cancellation and a scan meet on one row.
  came integer not null default 0 check (came between 0 and seats),
  door_code text not null,
  generation integer not null default 1,
  booked_at timestamptz not null,
  cancelled_at timestamptz,
  -- The order of arrival in the session; a draw gives a new one. Kept when seated, and when unseated again.
  place integer not null default 0,
  overtaken integer not null default 0,
  lots integer not null default 1,
  offer_until timestamptz,
  promoted_at timestamptz,
  -- The session's version when this booking last changed.
  version integer not null default 0,
  -- The time before the session was moved, until the booker has said whether the new one suits.
  asked_from timestamptz,
  ended text check (ended in ('self', 'late', 'lapsed', 'closed', 'station')),
  -- The number on one's lots. Kept when cancelled: the list that was drawn from has it for ever.
  ticket integer,
  -- How many scans are in what `came` and attendance say: a merge of fewer comes too late.
  scans integer not null default 0,
  -- Every seat is a ward's of the booker's. Written with the booking, since a guardianship can end before the session.
  proxy boolean not null default false,
  primary key (station_id, id),
  -- Door codes are looked up among a station's sessions of the day: unique a session is enough, and its index stays warm.
  constraint booking_door_code unique (station_id, session_id, door_code)
);
create index booking_of_person on booking (booker_id, booked_at);
create index booking_waitlist on booking (station_id, session_id, place) where status = 'waiting';
create index booking_offered on booking (station_id, session_id, offer_until) where status = 'offered';

-- One person's place. `live`: the party waits or is seated; the row stays to tell who it was for. `seated`: the place is
-- theirs. Without a foreign key, as booking.
create table seat (
  station_id text not null,
  session_id text not null,
  booking_id text not null,
  person_id uuid not null,
  live boolean not null default true,
  seated boolean not null default true,
  primary key (station_id, booking_id, person_id)
);
create unique index seat_once on seat (station_id, session_id, person_id) where live;

-- The one guard that crosses stations, keyed by the person: nobody is in two places at once. The guardian is written
-- too, so that a person who is still booked cannot leave a household; `book` locks the guardianship once a household.
create table person_time (
  person_id uuid not null,
  guardian_id uuid not null,
  during tstzrange not null,
  station_id text not null,
  booking_id text not null,
  primary key (person_id, booking_id),
  constraint person_time_free exclude using gist (person_id with =, during with &&)
);

-- The change log: every change of a session, once, under the version it made. For audits, and to replay a rush.
create table session_change (
  station_id text not null,
  session_id text not null,
  version integer not null,
  at timestamptz not null,
  what text not null,
  by_id uuid,
  booking_id text,
  seats integer not null default 0,
  detail jsonb,
  primary key (station_id, session_id, version)
);

-- Idempotency records: one request, one effect, the same bytes. Keyed by the person, as person_time is.
create table idempotency (
  person_id uuid not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  answer text not null,
  at timestamptz not null,
  constraint idempotency_once primary key (person_id, key)
);
create index idempotency_age on idempotency using brin (at);

-- What was drawn from, and the result: all that is needed to check a draw, whoever leaves later.
create table draw (
  station_id text not null,
  session_id text not null,
  entries json not null,
  drawn integer[] not null,
  primary key (station_id, session_id)
);

-- Who won, and when that draw was due: their lots are fewer for a while.
create table draw_win (
  person_id uuid not null,
  at timestamptz not null,
  station_id text not null,
  booking_id text not null,
  primary key (person_id, booking_id)
);
create index draw_win_age on draw_win using brin (at);

-- A seat that was not used, and that nobody from the waitlist used instead (core/booking/strike.ts). Named by its booking.
create table strike (
  station_id text not null,
  booking_id text not null,
  person_id uuid not null,
  why text not null check (why in ('absent', 'late', 'came-late')),
  status text not null default 'counts' check (status in ('counts', 'appealed', 'forgiven', 'kept')),
  at timestamptz not null,
  fades_at timestamptz not null,
  appeal text,
  appealed_at timestamptz,
  answer text,
  answered_by uuid,
  -- An appeal that WeChat has not passed yet: nobody reads it. From `moderate_at` on WeChat is asked again.
  held_at timestamptz,
  moderate_at timestamptz,
  primary key (station_id, booking_id),
  check ((held_at is null) = (moderate_at is null))
);
create index strike_of_person on strike (person_id, fades_at);
create index strike_appealed on strike (station_id, appealed_at) where status = 'appealed';
create index strike_held on strike (moderate_at) where held_at is not null;
