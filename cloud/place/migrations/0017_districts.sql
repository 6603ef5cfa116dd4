-- Lease on the periodic jobs of this district: of many processes one runs them, for as long as it renews it. A row, and not an
-- advisory lock of a session: behind pgbouncer a session is nobody's.
create table job_lease (
  name text primary key,
  holder text not null,
  until timestamptz not null
);

-- The position in Mercator’s projection, whose scale is the same in all directions: near a point, flat distances order as those
-- on the ground do, at any latitude. It was flat at 23.2 degrees, which is one district’s. In place of the old column, not
-- beside it: a process that still asks in the old way orders the nearest stations roughly, until it is replaced.
drop index station_spot;
alter table station drop column spot;
alter table station add column spot point not null
  generated always as (point(lng, degrees(ln(tan(radians(45 + lat / 2)))))) stored;
create index station_spot on station using gist (spot);
