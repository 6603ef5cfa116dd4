-- Everybody who books joins the session's line; a seat is given by `book` or by `promote` and by nothing else.

-- `line` is the last place handed out; `waiting` counts the parties in the line; `held` are free seats that are kept
-- for a party which was overtaken often enough (core/booking/waitlist.ts).
alter table session
  add column line integer not null default 0,
  add column waiting integer not null default 0,
  add column held integer not null default 0,
  add column moved_from timestamptz,
  add column reason text not null default '',
  -- A draw orders the line: until then everybody waits. The hash is public from the start, the seed after the draw.
  add column draw_at timestamptz,
  add column draw_seed text,
  add column draw_hash text,
  add column drawn_at timestamptz,
  add constraint session_held check (held between 0 and capacity - taken),
  add constraint session_waiting check (waiting >= 0);
create index session_in_line on session (station_id, id) where waiting > 0;
create index session_to_draw on session (draw_at) where drawn_at is null and draw_at is not null;

alter table booking
  drop constraint booking_status_check,
  add constraint booking_status_check check (status in ('waiting', 'offered', 'booked', 'cancelled')),
  -- The order of arrival in its session; a draw gives it anew. It is kept by who is seated, and by who is unseated.
  add column place integer not null default 0,
  add column overtaken integer not null default 0,
  add column lots integer not null default 1,
  add column offer_until timestamptz,
  add column promoted_at timestamptz,
  -- The session's version when this booking last changed.
  add column version integer not null default 0,
  -- Where it was before it was moved, until the booker has said whether that suits.
  add column asked_from timestamptz,
  add column ended text check (ended in ('self', 'late', 'lapsed', 'closed', 'station')),
  -- A station's figures are looked for among its sessions of the day: unique there is enough, and its index stays warm.
  drop constraint booking_code,
  add constraint booking_code unique (station_id, session_id, code);
drop index booking_of_session;
create index booking_line on booking (station_id, session_id, place) where status = 'waiting';
create index booking_offered on booking (station_id, session_id, offer_until) where status = 'offered';

-- `book` holds the session's row when it writes: the reference was checked again for every row, at a third of its cost.
alter table booking drop constraint booking_station_id_session_id_fkey;
-- Room on the page for a changed counter.
alter table session set (fillfactor = 60);

-- `live`: the party is in the line or seated. `seated`: the place is theirs.
alter table seat add column seated boolean not null default true;
update seat set seated = false where not live;
alter table seat drop constraint seat_station_id_booking_id_fkey;

-- `book` locks the bond itself, once a household instead of once a row, and not at all where one books for oneself.
alter table person_time drop constraint person_time_household;
drop index idempotency_age;
create index idempotency_age on idempotency using brin (at);

-- Every change of a session, once, under the version it made: the audit, and what a rush can be replayed from.
create table change (
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

-- The outbox: what a person is to be told, written with the change itself. The inbox reads it; WeChat's messages will.
create table notice (
  person_id uuid not null,
  id bigint generated always as identity,
  kind text not null,
  at timestamptz not null,
  station_id text,
  session_id text,
  booking_id text,
  detail jsonb,
  read_at timestamptz,
  primary key (person_id, id)
);
create index notice_age on notice using brin (at);
