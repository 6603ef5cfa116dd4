-- The start that a reminder spoke of: a session that is moved afterwards is reminded of again, on the eve of its new day.
alter table notice add column starts_at timestamptz;
-- What was told before: the start that the first move since then changed, or else the present one.
update notice n set starts_at = coalesce(
  (select (c.detail->>'from')::timestamptz from session_change c
   where c.station_id = n.station_id and c.session_id = n.session_id and c.what = 'moved' and c.booking_id is null
     and c.at > n.at order by c.version limit 1),
  (select s.starts_at from session s where s.station_id = n.station_id and s.id = n.session_id))
where n.kind = 'tomorrow';
drop index notice_reminder;
-- Unique index: a reminder is written once a booking and start, whoever writes it at the same moment.
create unique index notice_reminder on notice (person_id, booking_id, starts_at) where kind = 'tomorrow';
