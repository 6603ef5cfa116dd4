-- Marks the offerings that are planned on a day or later, because its calendar has changed. Their revision is counted, so
-- that a plan made from the old calendar is not written.
create or replace function replan_from(p_day date)
returns void
language sql
as $$
  update offering set replan = true, revision = revision + 1 where planned_to >= p_day and retired_at is null
$$;
