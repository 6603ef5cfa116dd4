-- Every hot row carries station_id, the tenant key: one station's rows live on one shard.
create extension if not exists btree_gist;

create table street (
  code text primary key,
  name text not null,
  lat double precision not null,
  lng double precision not null
);

create table station (
  id text primary key,
  kind text not null,
  street text not null references street (code),
  lat double precision not null,
  lng double precision not null,
  -- Degrees of longitude are shorter than those of latitude, by the cosine: so that "nearest" is nearest on the ground.
  spot point not null generated always as (point(lng * cos(radians(23.2)), lat)) stored,
  about jsonb not null
);
create index station_spot on station using gist (spot);

create table offering (
  station_id text not null references station (id),
  id text not null,
  about jsonb not null,
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
  taken integer not null default 0,
  status text not null default 'open' check (status in ('open', 'called-off')),
  -- Counts every change, so that answers can be put in order.
  version integer not null default 1,
  primary key (station_id, id),
  foreign key (station_id, offering_id) references offering (station_id, id),
  constraint session_not_oversold check (taken between 0 and capacity),
  constraint session_lasts check (starts_at < ends_at)
);
create index session_start on session (starts_at, id);
create index session_of_station on session (station_id, starts_at);

create table person (
  id uuid primary key,
  name text not null,
  born text,
  standing text[] not null default '{}',
  persona text unique,
  created_at timestamptz not null
);

-- Whom a person may book for; everybody is their own guardian.
create table guardianship (
  guardian_id uuid not null references person (id),
  person_id uuid not null references person (id),
  relation text not null check (relation in ('self', 'child', 'parent')),
  consent_at timestamptz,
  since timestamptz not null,
  primary key (guardian_id, person_id)
);

create table role (
  person_id uuid not null references person (id),
  role text not null check (role in ('station', 'street', 'district')),
  scope text not null default '',
  primary key (person_id, role, scope)
);

create table login (
  token_hash text primary key,
  person_id uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index login_of_person on login (person_id);

create table booking (
  station_id text not null,
  id text not null,
  session_id text not null,
  booker_id uuid not null,
  status text not null default 'booked' check (status in ('booked', 'cancelled')),
  seats integer not null check (seats > 0),
  -- How many of them have come. Kept here so that a cancellation and a scan meet on one row.
  came integer not null default 0 check (came between 0 and seats),
  code text not null,
  generation integer not null default 1,
  booked_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (station_id, id),
  constraint booking_code unique (station_id, code),
  foreign key (station_id, session_id) references session (station_id, id)
);
create index booking_of_person on booking (booker_id, booked_at);
create index booking_of_session on booking (station_id, session_id);

-- One person's place; `live` ends with the booking, the row stays to tell who it was for.
create table seat (
  station_id text not null,
  session_id text not null,
  booking_id text not null,
  person_id uuid not null,
  live boolean not null default true,
  primary key (station_id, booking_id, person_id),
  foreign key (station_id, booking_id) references booking (station_id, id)
);
create unique index seat_once on seat (station_id, session_id, person_id) where live;

-- The one guard that crosses stations, keyed by the person: nobody is in two places at once.
-- The guardian is held too, so that who is still booked cannot leave a household.
create table person_time (
  person_id uuid not null,
  guardian_id uuid not null,
  during tstzrange not null,
  station_id text not null,
  booking_id text not null,
  primary key (person_id, booking_id),
  constraint person_time_free exclude using gist (person_id with =, during with &&),
  constraint person_time_household foreign key (guardian_id, person_id) references guardianship (guardian_id, person_id)
);

create table attendance (
  station_id text not null,
  session_id text not null,
  person_id uuid not null,
  booking_id text not null,
  at timestamptz not null,
  means text not null check (means in ('scan', 'code', 'hand')),
  scanned_by uuid not null,
  device text not null,
  seq bigint not null,
  primary key (station_id, session_id, person_id),
  foreign key (station_id, booking_id) references booking (station_id, id)
);

-- What a key was answered, keyed by the person as person_time is: one request, one effect, the same bytes.
create table idempotency (
  person_id uuid not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  answer text not null,
  at timestamptz not null,
  constraint idempotency_once primary key (person_id, key)
);
create index idempotency_age on idempotency (at);

create table pass_key (
  id smallint primary key,
  private_key text not null,
  public_key text not null,
  made_at timestamptz not null
);
