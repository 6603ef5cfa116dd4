-- One mark for what has to be planned again, the offering's. A station whose hours had changed had a mark of its own: its
-- offerings take it over.
update offering o set replan = true, revision = o.revision + 1 from station s
where s.id = o.station_id and s.replan and o.retired_at is null;
alter table station drop column replan;
