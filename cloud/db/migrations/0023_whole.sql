-- A name that waits goes along with the half that is folded into the other (0022), as one that was passed does.
do $$
declare
  was text := pg_get_functiondef('fold(uuid, text, timestamptz)'::regprocedure);
  more text := replace(was, '  select outcome into done from erase(half, p_now);',
    '  update person w set new_name = h.new_name, new_name_by = whole, new_name_at = h.new_name_at, look_at = h.look_at
  from person h where w.id = whole and h.id = half and w.name = '''' and w.new_name is null and h.new_name is not null;
  select outcome into done from erase(half, p_now);');
begin
  if more = was then raise exception 'fold is not the one of 0022'; end if;
  execute more;
end $$;
