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
  -- A degree of longitude is shorter than one of latitude, by the cosine: so "nearest" is nearest on the ground.
  spot point not null generated always as (point(lng * cos(radians(23.2)), lat)) stored,
  about jsonb not null
);
create index station_spot on station using gist (spot);

-- A day on which a station is closed out of turn. Nothing is planned on it; what was planned is moved or called off.
create table closure (
  station_id text not null references station (id),
  day date not null,
  reason text not null,
  at timestamptz not null,
  by_id uuid not null,
  primary key (station_id, day)
);
create index closure_day on closure (day);
