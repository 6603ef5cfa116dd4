-- The station for which a ward is looked after. The bond has effect only while its guardian may book by proxy there
-- (cloud/account/ward/sql/guards.sql).
alter table guardianship add column station_id text references station (id);
update guardianship g set station_id = coalesce(
  (select s.id from role r join station s on s.id = r.scope
   where r.person_id = g.guardian_id and r.role in ('station', 'staff') order by r.since nulls first, s.id limit 1),
  (select s.id from past_role o join station s on s.id = o.scope
   where o.person_id = g.guardian_id and o.role in ('station', 'staff') order by o.ended_at desc, s.id limit 1),
  (select b.station_id from booking b
   join seat on seat.station_id = b.station_id and seat.booking_id = b.id and seat.person_id = g.person_id
   where b.booker_id = g.guardian_id order by b.booked_at desc, b.id limit 1),
  (select s.id from role r join station s on s.street = r.scope
   where r.person_id = g.guardian_id and r.role = 'street' order by s.id limit 1),
  (select min(id) from station))
where g.relation = 'ward';
alter table guardianship add constraint guardianship_station check ((relation = 'ward') = (station_id is not null));
create index guardianship_ward on guardianship (guardian_id, person_id) where relation = 'ward';

-- How many invitation codes that do not exist somebody tried in a minute. Kept for an hour, over all processes.
create table wrong_code (
  person_id uuid not null references person (id),
  minute timestamptz not null,
  tries integer not null check (tries > 0),
  primary key (person_id, minute)
);
create index wrong_code_minute on wrong_code (minute);

-- An erased name leaves a dead row, which is gone with the next vacuum. Autovacuum would wait until a fifth of the table
-- has changed, which is years for a table of people.
alter table person set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50);
alter table idempotency set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
