-- `book` for a batch in which some requests are by proxy (`requests` say which). It is a function of its own so that
-- people who book for themselves do not pay for the mark.
create or replace function book_by_proxy(
  p_station text, p_now timestamptz, requests json, p_patience integer, p_roles text[], p_look boolean,
  p_rule json default null, p_life integer default null
)
returns table (nth integer, outcome text, fingerprint text, status integer, answer text, free integer, who text)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return query select * from book(p_station, p_now, requests, p_patience, p_roles, p_look, p_rule, p_life);
  update booking b set proxy = true from json_to_recordset(requests) w(id text, proxy boolean)
  where w.proxy and b.station_id = p_station and b.id = w.id;
end
$$;
