-- How many others a person cares for, on their own row: two who join at once meet there.
-- A count of guardianship in the joining statement would see its snapshot, and both would find room.
alter table person add column household integer not null default 0
  constraint person_household check (household between 0 and 10);
update person set household =
  (select count(*) from guardianship where guardian_id = person.id and relation <> 'self');
