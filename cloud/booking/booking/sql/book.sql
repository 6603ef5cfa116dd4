-- Books: takes the booking requests of one station that came in together and writes seats, waitlist, people's times,
-- idempotency records, change log and notices in one statement, all of them or none. The rules are those of
-- core/booking/waitlist.ts.
--
-- `requests` is an array in order of arrival: { session, starts, id, booker, people, code, wait, key, fingerprint,
-- answer }.
-- `answer` is the booking as JSON without what is decided here (status, version, line), which is put in front of it.
-- `p_patience`: how often a group may be overtaken. `p_roles`: the roles that may book by proxy. `p_rule`: the figures that
-- `promote` takes. `p_life`: milliseconds after which a recorded refusal is over. Processes of an older build call it
-- without the last two: no seats are released then, and no refusal is over.
--
-- One row per request. `outcome` is one of
--   made       booked or waiting; `status` and `answer` are what the caller is sent
--   kept       this idempotency key was answered before; `fingerprint`, `status` and `answer` are the record's. A refusal
--              that is over is no answer any more: its record makes way
--   later      retry: the request overtakes a waiting group, which only the first request of a batch may do
--   moved      the session's start differs from the one the booker read
--   gone, called-off, started, draw-on, not-yours
--   already-booked, overlap   `who` names the people, separated by commas
--   too-many, full            `free` is how many seats there are
--
-- A violated constraint (seat_once, person_time_free, booking_door_code, idempotency_once) ends the whole batch, which
-- is then asked again with `p_look`. Without `p_look`, and where there is room for everybody, nothing is looked up
-- first: a person seated already, a person busy at that time or a key answered before is rare, and runs into a
-- constraint.
--
-- The planner settings are fixed because plans are made on empty tables and kept as long as the connection.
create or replace function book(
  p_station text, p_now timestamptz, requests json, p_patience integer, p_roles text[], p_look boolean default true,
  p_rule json default null, p_life integer default null
)
returns table (nth integer, outcome text, fingerprint text, status integer, answer text, free integer, who text)
language plpgsql
-- Planned on empty tables, a plan would read them whole for as long as it is kept.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  n_session text[]; n_id text[]; n_booker uuid[]; n_size integer[]; n_wait boolean[]; n_key text[];
  n_fingerprint text[]; n_answer text[]; n_code text[]; n_people json[]; n_starts timestamptz[]; total integer;
  p_nth integer[]; p_person uuid[];
  s_id text[]; s_capacity integer[]; s_taken integer[]; s_held integer[]; s_waiting integer[]; s_last integer[];
  s_version integer[]; s_from timestamptz[]; s_to timestamptz[]; s_status text[]; s_drawing boolean[]; s_draw_at timestamptz[];
  s_old integer[]; s_later boolean[]; s_asked integer[];
  n_at integer[]; n_place integer[]; n_version integer[]; n_state text[]; n_ahead integer[];
  o_outcome text[]; o_status integer[]; o_fingerprint text[]; o_answer text[]; o_free integer[]; o_who text[];
  s integer; f integer; worst integer; holds boolean; r record;
  hold_release interval := coalesce((p_rule->>'holdRelease')::integer, 0) * interval '1 millisecond';
begin
  -- array_agg and unnest keep the order of arrival.
  select array_agg(w.session), array_agg(w.id), array_agg(w.booker), array_agg(json_array_length(w.people)),
    array_agg(w.wait), array_agg(w.key), array_agg(w.fingerprint), array_agg(w.answer), array_agg(w.code),
    array_agg(w.people), array_agg(w.starts), count(*)
  into n_session, n_id, n_booker, n_size, n_wait, n_key, n_fingerprint, n_answer, n_code, n_people, n_starts, total
  from json_to_recordset(requests) w(session text, id text, booker uuid, people json, wait boolean,
    key text, fingerprint text, answer text, code text, starts timestamptz);
  -- People are locked in one order, so that two batches never deadlock.
  select array_agg(p.nth), array_agg(p.person) into p_nth, p_person
  from (select w.nth, json_array_elements_text(w.people)::uuid as person
        from unnest(n_people) with ordinality w(people, nth) order by person, nth) p;
  o_outcome := array_fill(null::text, array[total]); o_status := array_fill(null::integer, array[total]);
  o_fingerprint := o_outcome; o_answer := o_outcome; o_who := o_outcome; n_state := o_outcome;
  o_free := o_status; n_at := o_status; n_place := o_status; n_version := o_status; n_ahead := o_status;

  -- Lock the guardianships: one that ends at this moment waits for us, or we for it.
  for r in
    select p.nth from unnest(p_nth, p_person) p(nth, person)
    left join lateral (select 1 as kept from guardianship g
      where g.guardian_id = n_booker[p.nth] and g.person_id = p.person and guards(g, p_roles) for key share) bond on true
    where bond.kept is null
  loop
    o_outcome[r.nth] := 'not-yours';
  end loop;

  -- In one order, for the same reason: lock the sessions. Each by its whole key (the subquery is an optimisation fence):
  -- the planner may not know yet that the table is large.
  select array_agg(x.id), array_agg(x.capacity), array_agg(x.taken), array_agg(x.held), array_agg(x.waiting),
    array_agg(x.last_place), array_agg(x.version), array_agg(x.starts_at), array_agg(x.ends_at), array_agg(x.status),
    array_agg(x.draw_at is not null and x.drawn_at is null), array_agg(x.draw_at)
  into s_id, s_capacity, s_taken, s_held, s_waiting, s_last, s_version, s_from, s_to, s_status, s_drawing, s_draw_at
  from (select distinct unnest(n_session) as id order by 1) w
  cross join lateral (select * from session where station_id = p_station and id = w.id for update) x;
  s_old := s_version;
  s_later := array_fill(false, array[coalesce(cardinality(s_id), 0)]);
  s_asked := array_fill(0, array[coalesce(cardinality(s_id), 0)]);
  for i in 1 .. total loop
    s := array_position(s_id, n_session[i]);
    n_at[i] := s;
    if s is null then p_look := true; else s_asked[s] := s_asked[s] + n_size[i]; end if;
  end loop;
  for s in 1 .. cardinality(s_asked) loop
    p_look := p_look or s_status[s] <> 'open' or s_from[s] <= p_now or s_drawing[s] or s_waiting[s] > 0 or s_held[s] > 0
      or s_taken[s] + s_asked[s] > s_capacity[s];
  end loop;

  if p_look then
    for r in
      select w.nth, k.* from unnest(n_booker, n_key, n_fingerprint) with ordinality w(booker, key, fingerprint, nth)
      cross join lateral (select i.fingerprint, i.status, i.answer, refusal_over(i, w.fingerprint, p_now, p_life) as is_over
        from idempotency i where i.person_id = w.booker and i.key = w.key offset 0) k
    loop
      if r.is_over then
        delete from idempotency i where i.person_id = n_booker[r.nth] and i.key = n_key[r.nth];
        continue;
      end if;
      o_outcome[r.nth] := 'kept'; o_fingerprint[r.nth] := r.fingerprint; o_status[r.nth] := r.status; o_answer[r.nth] := r.answer;
    end loop;
    for r in
      select p.nth, string_agg(p.person::text, ',') as who from unnest(p_nth, p_person) p(nth, person)
      cross join lateral (select 1 from seat where seat.station_id = p_station and seat.session_id = n_session[p.nth]
        and seat.person_id = p.person and seat.live offset 0) held
      group by p.nth
    loop
      if o_outcome[r.nth] is null then o_outcome[r.nth] := 'already-booked'; o_who[r.nth] := r.who; end if;
    end loop;
    for r in
      select p.nth, string_agg(distinct p.person::text, ',') as who from unnest(p_nth, p_person) p(nth, person)
      cross join lateral (select 1 from person_time t where t.person_id = p.person and t.during && tstzrange(
        s_from[array_position(s_id, n_session[p.nth])], s_to[array_position(s_id, n_session[p.nth])]) offset 0) held
      where array_position(s_id, n_session[p.nth]) is not null
      group by p.nth
    loop
      if o_outcome[r.nth] is null then o_outcome[r.nth] := 'overlap'; o_who[r.nth] := r.who; end if;
    end loop;
  end if;

  for i in 1 .. total loop
    s := n_at[i];
    continue when o_outcome[i] = 'kept' or o_outcome[i] = 'not-yours';
    if s is null then o_outcome[i] := 'gone';
    elsif s_status[s] <> 'open' then o_outcome[i] := 'called-off';
    elsif s_from[s] <= p_now then o_outcome[i] := 'started';
    elsif s_drawing[s] and s_draw_at[s] <= p_now then o_outcome[i] := 'draw-on';
    elsif s_from[s] <> n_starts[i] then o_outcome[i] := 'moved';
    end if;
    continue when o_outcome[i] is not null;
    holds := s_from[s] - p_now > hold_release;
    -- Seats that were held until now go to the smaller groups that wait, before a newcomer.
    if s_held[s] > 0 and not holds then
      perform promote(p_station, s_id[s], p_now, p_rule);
      select x.taken, x.held, x.waiting, x.version into r from session x where x.station_id = p_station and x.id = s_id[s];
      s_taken[s] := r.taken; s_held[s] := r.held; s_waiting[s] := r.waiting; s_version[s] := r.version; s_old[s] := r.version;
    end if;
    f := s_capacity[s] - s_taken[s];
    if holds and s_waiting[s] > 0 and s_held[s] = 0 and f > 0 and not s_drawing[s] and n_size[i] <= s_capacity[s]
      and s_version[s] = s_old[s] and exists (select from booking b
        where b.station_id = p_station and b.session_id = s_id[s] and b.status = 'waiting' and b.overtaken >= p_patience
          and b.seats > f and b.seats <= s_capacity[s] and not is_busy(p_station, b.id, s_from[s], s_to[s])) then
      s_held[s] := f;
    end if;
    if n_size[i] > s_capacity[s] then
      o_outcome[i] := 'too-many'; o_free[i] := s_capacity[s];
    elsif s_later[s] then
      o_outcome[i] := 'later';
    elsif n_size[i] <= f and s_held[s] = 0 and not s_drawing[s] then
      if s_waiting[s] > 0 and holds then
        if s_version[s] > s_old[s] then
          s_later[s] := true; o_outcome[i] := 'later';
          continue;
        end if;
        -- Parties that wait for more seats than are free are overtaken once more, `p_patience` times at most.
        update booking b set overtaken = b.overtaken + 1
        where b.station_id = p_station and b.session_id = s_id[s] and b.status = 'waiting'
          and b.seats > f and b.seats <= s_capacity[s]
          and not is_busy(p_station, b.id, s_from[s], s_to[s]);
        select max(b.overtaken) into worst from booking b
        where b.station_id = p_station and b.session_id = s_id[s] and b.status = 'waiting'
          and b.seats > f - n_size[i] and b.seats <= s_capacity[s] and b.overtaken >= p_patience
          and not is_busy(p_station, b.id, s_from[s], s_to[s]);
        if worst >= p_patience then s_held[s] := f - n_size[i]; end if;
      end if;
      s_taken[s] := s_taken[s] + n_size[i];
      n_state[i] := 'booked';
    elsif n_wait[i] or s_drawing[s] then
      s_waiting[s] := s_waiting[s] + 1;
      n_ahead[i] := s_waiting[s];
      n_state[i] := 'waiting';
    else
      o_outcome[i] := 'full'; o_free[i] := case when s_held[s] > 0 then 0 else f end;
    end if;
    continue when n_state[i] is null;
    o_outcome[i] := 'made'; o_status[i] := 201; o_fingerprint[i] := n_fingerprint[i];
    s_version[s] := s_version[s] + 1; s_last[s] := s_last[s] + 1;
    n_version[i] := s_version[s]; n_place[i] := s_last[s];
    o_answer[i] := '{"booking":{"status":"' || n_state[i] || '","version":' || n_version[i]
      || case when n_state[i] = 'waiting' then ',"line":{"place":' || n_ahead[i] || '}' else '' end
      || ',' || substr(n_answer[i], 2) || '}';
  end loop;

  -- By key and version, never by a row’s address: on a table that is moved or distributed it silently names another row. One
  -- by one: joined, the planner of an empty table would read all sessions of the station.
  for s in 1 .. coalesce(cardinality(s_id), 0) loop
    continue when s_version[s] = s_old[s];
    update session set taken = s_taken[s], held = s_held[s], waiting = s_waiting[s],
      last_place = s_last[s], version = s_version[s]
    where station_id = p_station and id = s_id[s] and version = s_old[s];
    -- The row is locked, so this happens only where the lock did not hold: nothing is booked, and the caller retries.
    if not found then
      raise exception 'a session changed under its lock' using errcode = 'serialization_failure';
    end if;
  end loop;
  insert into booking (station_id, id, session_id, booker_id, seats, door_code, booked_at, status, place, version)
  select p_station, y.id, y.session, y.booker, y.size, y.code, p_now, y.state, y.place, y.version
  from unnest(n_id, n_session, n_booker, n_size, n_code, n_state, n_place, n_version)
    y(id, session, booker, size, code, state, place, version)
  where y.state is not null;
  insert into seat (station_id, session_id, booking_id, person_id, seated)
  select p_station, n_session[p.nth], n_id[p.nth], p.person, n_state[p.nth] = 'booked'
  from unnest(p_nth, p_person) p(nth, person) where n_state[p.nth] is not null;
  insert into person_time (person_id, guardian_id, during, station_id, booking_id)
  select p.person, n_booker[p.nth], tstzrange(s_from[n_at[p.nth]], s_to[n_at[p.nth]]), p_station, n_id[p.nth]
  from unnest(p_nth, p_person) p(nth, person) where n_state[p.nth] = 'booked';
  insert into session_change (station_id, session_id, version, at, what, by_id, booking_id, seats)
  select p_station, y.session, y.version, p_now, y.state, y.booker, y.id, y.size
  from unnest(n_session, n_version, n_state, n_booker, n_id, n_size) y(session, version, state, booker, id, size)
  where y.state is not null;
  -- Bookers have seen what they did themselves: their notice is read from the start.
  insert into notice (person_id, kind, at, station_id, session_id, booking_id, read_at)
  select y.booker, y.state, p_now, p_station, y.session, y.id, p_now
  from unnest(n_session, n_state, n_booker, n_id) with ordinality y(session, state, booker, id, nth)
  where y.state is not null order by y.booker, y.nth;
  insert into idempotency (person_id, key, fingerprint, status, answer, at)
  select y.booker, y.key, y.fingerprint, 201, y.answer, p_now
  from unnest(n_booker, n_key, n_fingerprint, o_answer, n_state) y(booker, key, fingerprint, answer, state)
  where y.state is not null order by y.booker, y.key;

  return query select y.nth::integer, y.outcome, y.fingerprint, y.status, y.answer, y.free, y.who
  from unnest(o_outcome, o_fingerprint, o_status, o_answer, o_free, o_who) with ordinality
    y(outcome, fingerprint, status, answer, free, who, nth);
end
$$;
