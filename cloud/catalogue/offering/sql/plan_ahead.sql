-- Plans days ahead for one offering, unless it changed since it was read (`p_revision`). Answers how many sessions are
-- new.
create or replace function plan_ahead(p_station text, p_offering text, p_revision integer, p_to date, p_planned jsonb)
returns integer
language plpgsql
as $$
begin
  update offering set planned_to = p_to where station_id = p_station and id = p_offering and revision = p_revision;
  if not found then return 0; end if;
  return plan_sessions(p_station, p_offering, p_planned);
end
$$;
