-- The picture of a mini-program code, which WeChat is asked for once. Of stations and sessions alone: it says nothing about
-- anybody, and opens nothing that is not open. It leads to one app, and one version of it, by a page and a scene.
create table code (
  station_id text not null,
  appid text not null,
  release text not null check (release in ('release', 'trial', 'develop')),
  page text not null,
  scene text not null check (length(scene) between 1 and 32),
  picture bytea,
  type text check (type in ('image/png', 'image/jpeg')),
  -- Who asks WeChat just now; before then nobody else does, nor for a while after WeChat has said no (`failure`: its code).
  asker text,
  asked_at timestamptz not null,
  not_before timestamptz not null,
  failure text,
  -- From when on it leads nowhere; a station's has no end.
  until timestamptz,
  primary key (station_id, appid, release, page, scene),
  check ((picture is null) = (type is null) and (picture is null or (asker is null and failure is null)))
);
-- How many were asked for in the last minute.
create index code_asked on code (asked_at);
create index code_over on code (until) where until is not null;

-- A session whose id is longer than a scene has room for is found by a short name (cloud/catalogue/session/short.ts). The desk makes
-- none that long, so this is empty but where offerings were brought in from elsewhere.
create index session_short on session (station_id, left(md5(id), 20)) where length(id) > 30;

-- When WeChat was last asked for the picture of an invitation's code, which is kept nowhere.
alter table invitation add column asked_at timestamptz;
