-- Moves one session of a closing to `p_to`, or calls it off (null), and notes the outcome in the same transaction: done
-- twice, or again after a crash, it happens once. Returns moved, called-off, left (it has changed since the day was closed:
-- somebody else has dealt with it, or it has begun), noted (before), or taken (nothing happened; another time may do).
create or replace function close_session(
  p_closing text, p_station text, p_session text, p_to timestamptz, p_now timestamptz
)
returns text
language plpgsql
as $$
declare c closing; one closing_session; moving record; what text := 'left'; n integer := 0;
begin
  select * into one from closing_session
  where closing_id = p_closing and station_id = p_station and session_id = p_session for update;
  if not found or one.outcome is not null then return 'noted'; end if;
  select * into c from closing where id = p_closing;
  if p_to is null then
    perform 1 from session where station_id = p_station and id = p_session and status = 'open'
      and starts_at = one.starts_at and starts_at > p_now for update;
    if found then
      what := 'called-off'; n := call_off(p_station, p_session, c.by_id, p_now, c.reason);
    end if;
  else
    select * into moving from move_session(p_station, p_session, one.starts_at, p_to, c.by_id, p_now, c.reason);
    if moving.outcome = 'taken' then return 'taken'; end if;
    if moving.outcome = 'moved' then
      what := 'moved'; n := moving.told;
    end if;
  end if;
  update closing_session set outcome = what, told = n, to_at = case when what = 'moved' then p_to end
  where closing_id = p_closing and station_id = p_station and session_id = p_session;
  return what;
end
$$;
