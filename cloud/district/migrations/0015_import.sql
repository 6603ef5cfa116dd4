-- What a workbook leaves out is retired: from this moment on it is not shown. Its rows stay, because bookings point to them.
alter table street add column retired_at timestamptz;
alter table station add column retired_at timestamptz;
alter table offering add column retired_at timestamptz,
  -- Its coming sessions have to be planned again: its templates, its station's hours or the holidays have changed.
  add column replan boolean not null default false;
create index offering_to_replan on offering (station_id, id) where replan;

-- A day on which the district rests or works otherwise than the law and the yearly notice say (core/place/holiday.ts).
create table holiday (
  day date primary key,
  kind text not null check (kind in ('rest', 'work')),
  name text not null
);

-- The closing of what was retired has no day: it concerns all its coming sessions. By nobody: at a command line.
alter table closing alter column day drop not null;
alter table closing alter column by_id drop not null;

-- Rows of an import on their way; apply_import takes them in one transaction. `sheet`: of the workbook, or `run` for the
-- import itself.
create table import_row (
  import_id uuid not null,
  sheet text not null,
  nth integer not null,
  what text not null,
  id text not null,
  thing jsonb not null,
  at timestamptz not null,
  primary key (import_id, sheet, nth)
);
create index import_row_at on import_row (at);

-- Imports that were applied: by whom, of which file, and how much changed.
create table district_import (
  id uuid primary key,
  by_id uuid,
  at timestamptz not null,
  file text not null,
  counts jsonb not null
);
create index district_import_at on district_import (at);
