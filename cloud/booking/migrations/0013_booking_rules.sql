-- Rules of bookings and arrivals, and orders that a time alone does not give.

-- Staff may take a self check-in back (core/attendance/scan.ts). Older processes do not know what such an event means.
alter table scan drop constraint scan_kind_check;
alter table scan add constraint scan_kind_check check (kind in ('in', 'out', 'undo', 'walk-in', 'take-back'));

-- Until when somebody who was seated without being asked may leave freely, whatever the offering's deadline
-- (core/booking/waitlist.ts). Null for a seat that was booked or accepted, and while waiting.
alter table booking add column leave_until timestamptz;

-- The order in which rows were inserted. Two of them can have the same time to the millisecond; what then tells the newest
-- from the one before is `seq`, and not a random id.
alter table guardianship add column seq bigint not null generated always as identity;
alter table role add column seq bigint not null generated always as identity;
alter table role_invitation add column seq bigint not null generated always as identity;
alter table closing add column seq bigint not null generated always as identity;
-- Which of a person's stored refusals are the newest: many can be stored in one statement.
alter table idempotency add column seq bigint not null generated always as identity;

-- A role that was ended, given and ended again in a moment has two past rows.
alter table past_role add column seq bigint not null generated always as identity;
alter table past_role drop constraint past_role_pkey;
alter table past_role add primary key (person_id, seq);
drop index closing_open;
create index closing_open on closing (at, seq) where ended_at is null;
drop index past_role_of_place;
create index past_role_of_place on past_role (scope, role, ended_at, seq);
