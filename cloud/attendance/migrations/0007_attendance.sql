-- One event at a door, as a manager's phone recorded it (core/attendance/scan.ts). Device and number name it for good.
create table scan (
  station_id text not null,
  device text not null,
  seq bigint not null,
  session_id text not null,
  booking_id text,
  kind text not null check (kind in ('in', 'out', 'undo', 'walk-in')),
  of_seq bigint,
  -- The phone's time, corrected by how far its clock was off when it sent; `told_at` is the time as the phone said it.
  at timestamptz not null,
  told_at timestamptz not null,
  received_at timestamptz not null,
  means text not null,
  by_id uuid not null,
  seats integer not null default 0 check (seats >= 0),
  -- Why it counts for nothing although the phone let somebody in.
  flag text,
  primary key (station_id, device, seq),
  check ((kind = 'undo') = (of_seq is not null)),
  check ((kind = 'walk-in') = (seats > 0))
);
create index scan_of_booking on scan (station_id, booking_id);
create index scan_of_session on scan (station_id, session_id);

-- Who came to a session: what the scans come to.
create table attendance (
  station_id text not null,
  session_id text not null,
  person_id uuid not null,
  booking_id text not null,
  at timestamptz not null,
  means text not null check (means in ('scan', 'card', 'code', 'hand', 'screen', 'wall')),
  scanned_by uuid not null,
  device text not null,
  seq bigint not null,
  left_at timestamptz,
  again integer not null default 0,
  primary key (station_id, session_id, person_id),
  foreign key (station_id, booking_id) references booking (station_id, id)
);

create table pass_key (
  id smallint primary key,
  private_key text not null,
  public_key text not null,
  made_at timestamptz not null,
  -- From it come the keys of stations and days.
  secret text not null
);
