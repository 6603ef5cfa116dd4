-- Outline of the district (id `district`) and areas of its streets and towns (their codes): the coordinates of a GeoJSON
-- MultiPolygon, in GCJ-02.
create table area (
  id text primary key,
  polygons jsonb not null
);

-- Whom to invite to a role, from a workbook: people who do not use the cloud yet. A row gives nobody a role; it is deleted
-- after some weeks.
create table invitee (
  id uuid primary key default gen_random_uuid(),
  role text not null check (role in ('street', 'station', 'staff')),
  scope text not null,
  name text not null,
  -- Sealed.
  phone text,
  at timestamptz not null,
  -- Who imported it; null: at a command line.
  by_id uuid,
  invited_at timestamptz,
  unique (role, scope, name)
);
create index invitee_at on invitee (at);

-- What an earlier import changed of them: nothing.
update district_import d set counts = jsonb_build_object('areas', none, 'invitees', none) || d.counts
from (select '{"new": 0, "back": 0, "changed": 0, "gone": 0}'::jsonb as none) n;
