-- `book`, but nobody is overtaken a fourth time: who was elsewhere as places got free, or for whom the room was too small,
-- may be short of them again when somebody books, before anything was promoted. Then what is free is kept for them first.
do $$
declare
  was text := pg_get_functiondef('book(text, timestamptz, json, boolean)'::regprocedure);
  place text := '    f := s_capacity[s] - s_taken[s];
    if n_size[i] > s_capacity[s] then';
  patient text := replace(was, place, '    f := s_capacity[s] - s_taken[s];
    if s_waiting[s] > 0 and s_held[s] = 0 and f > 0 and not s_drawing[s] and n_size[i] <= s_capacity[s]
      and s_version[s] = s_old[s] and exists (select from booking b
        where b.station_id = p_station and b.session_id = s_id[s] and b.status = ''waiting'' and b.overtaken >= 3
          and b.seats > f and b.seats <= s_capacity[s] and not is_elsewhere(p_station, b.id, s_from[s], s_to[s])) then
      s_held[s] := f;
    end if;
    if n_size[i] > s_capacity[s] then');
begin
  if patient = was then raise exception 'book is not the one of 0010'; end if;
  execute patient;
end $$;
