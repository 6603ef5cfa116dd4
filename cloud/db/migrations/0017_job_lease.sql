-- Lease on the periodic jobs of this district: of many processes one runs them, for as long as it renews it. A row, and not an
-- advisory lock of a session: behind pgbouncer a session is nobody's.
create table job_lease (
  name text primary key,
  holder text not null,
  until timestamptz not null
);
