-- The outbox: what a person is to be told, written in the transaction of the change itself. The inbox reads it, and
-- WeChat messages are made from it.
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
  -- Whether it was decided if this goes out by WeChat.
  posted boolean not null default false,
  primary key (person_id, id)
);
create index notice_age on notice using brin (at);
-- Unique index: a reminder is written once a booking, whoever writes it at the same moment.
create unique index notice_reminder on notice (person_id, booking_id) where kind = 'tomorrow';
-- The kinds that go out at all are those of core/notify/message.ts.
create index notice_to_post on notice (id) where not posted
  and kind in ('called-off', 'unseated', 'moved', 'offered', 'promoted', 'drawn', 'tomorrow');

-- What somebody allowed at a tap: so many messages of a template may still go out to them by WeChat.
create table message_permission (
  person_id uuid not null,
  template text not null check (template in ('moved', 'promoted', 'tomorrow')),
  allowed integer not null constraint message_permission_left check (allowed >= 0),
  -- When they last allowed one more.
  at timestamptz not null,
  primary key (person_id, template)
);

-- A notice on its way to WeChat, once a notice. It holds no words: they are made as it is sent.
create table message (
  person_id uuid not null,
  notice_id bigint not null,
  id bigint generated always as identity constraint message_id unique,
  template text not null check (template in ('moved', 'promoted', 'tomorrow')),
  -- What matters most goes first, and gets what permission there is: 1 is the most.
  rank smallint not null,
  -- none: it stays in the inbox, `code` says why. refused: WeChat says that they allow none. dead: somebody has to look.
  status text not null check (status in ('queued', 'sending', 'sent', 'none', 'refused', 'dead')),
  -- How often WeChat was asked in vain.
  tries smallint not null default 0,
  next_at timestamptz not null,
  -- Who sends it, and until when nobody else does. The permission is used when it is first claimed.
  lease_by text,
  lease_until timestamptz,
  claimed_at timestamptz,
  -- WeChat's last refusal, or our reason.
  code text,
  at timestamptz not null,
  -- WeChat's number for the message: by it WeChat says later that it did not arrive.
  msgid text,
  constraint message_once primary key (person_id, notice_id),
  check ((status = 'sending') = (lease_by is not null) and (lease_by is null) = (lease_until is null))
);
create index message_under_way on message (rank, id) where status in ('queued', 'sending');
create index message_of_person on message (person_id) where status in ('queued', 'sending');
create index message_dead on message (id) where status = 'dead';
create index message_age on message using brin (at);

-- The private address of one's calendar: its hash alone. A new one replaces the old.
create table calendar (
  person_id uuid primary key references person (id),
  token_hash text not null unique,
  since timestamptz not null
);

-- The picture of a mini-program code, which WeChat is asked for once. Of stations and sessions alone: it says nothing
-- about anybody. It leads to one app, and one version of it, by a page and a scene.
create table mini_code (
  station_id text not null,
  appid text not null,
  release text not null check (release in ('release', 'trial', 'develop')),
  page text not null,
  scene text not null check (scene <> ''),
  picture bytea,
  type text check (type in ('image/png', 'image/jpeg')),
  -- Who is asking WeChat now.
  asker text,
  asked_at timestamptz not null,
  -- Nobody else asks before then, nor for a while after WeChat refused (`failure`: its code).
  not_before timestamptz not null,
  failure text,
  -- From when on it leads nowhere; a station's has no end.
  until timestamptz,
  primary key (station_id, appid, release, page, scene),
  check ((picture is null) = (type is null) and (picture is null or (asker is null and failure is null)))
);
-- How many were asked for in the last minute.
create index mini_code_asked on mini_code (asked_at);
create index mini_code_over on mini_code (until) where until is not null;
