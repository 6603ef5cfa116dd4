-- Until when somebody who was seated without being asked may leave freely, whatever the offering's deadline
-- (core/booking/waitlist.ts). Null for a seat that was booked or accepted, and while waiting.
alter table booking add column leave_until timestamptz;
