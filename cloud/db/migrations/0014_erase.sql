-- Who is erased: what goes, and what keeps it from coming back. What stays names nobody (docs/decisions/013-privacy.md).
alter table person add column erased_at timestamptz;

-- A login can be told from one's others, and ended. `used_at`: not since it was made, when there is none.
alter table login
  add column id uuid not null default gen_random_uuid() constraint login_id unique,
  add column app text check (app in ('weapp', 'h5')),
  add column used_at timestamptz;

-- Whoever was erased is nobody, however late something of theirs arrives: it ends with the constraint `person_erased`.
create function of_somebody() returns trigger language plpgsql as $$
begin
  perform 1 from person where id = (to_jsonb(new)->>tg_argv[0])::uuid and erased_at is null for key share;
  if not found then
    raise exception 'erased' using errcode = 'check_violation', constraint = 'person_erased';
  end if;
  return null;
end $$;
create trigger of_somebody after insert on guardianship for each row execute function of_somebody('guardian_id');
create trigger of_somebody after insert on role for each row execute function of_somebody('person_id');
create trigger of_somebody after insert on login for each row execute function of_somebody('person_id');
create trigger of_somebody after insert on calendar for each row execute function of_somebody('person_id');

-- A session may be judged after who missed it was erased. `judge` holds the person's row.
create function skip_erased() returns trigger language plpgsql as $$
begin
  if exists (select from person where id = new.person_id and erased_at is not null) then return null; end if;
  return new;
end $$;
create trigger skip_erased before insert on strike for each row execute function skip_erased();
create or replace function tell(p_person uuid, p_kind text, p_now timestamptz, p_station text, p_session text,
  p_booking text, p_detail jsonb default null, p_seen boolean default false) returns void language sql as $$
  insert into notice (person_id, kind, at, station_id, session_id, booking_id, detail, read_at)
  select p_person, p_kind, p_now, p_station, p_session, p_booking, p_detail, case when p_seen then p_now end
  where not exists (select from person where id = p_person and erased_at is not null)
$$;

-- `book` of 0010, but that one's own bond is held as well: it ends when one is erased.
do $$
declare
  was text := pg_get_functiondef('book(text, timestamptz, json, boolean)'::regprocedure);
  held text := replace(replace(was, 'or we for it. One''s own never ends.', 'or we for it.'),
    'where p.person <> n_booker[p.nth] and bond.kept is null', 'where bond.kept is null');
begin
  if held not like '%where bond.kept is null%' then raise exception 'book is not the one of 0010'; end if;
  execute held;
end $$;

-- All that is somebody's alone goes. A strike before the notices: whoever answers it tells them at the same moment.
create function forget(p_person uuid, p_now timestamptz) returns void language sql as $$
  delete from login where person_id = p_person;
  delete from role where person_id = p_person;
  delete from calendar where person_id = p_person;
  delete from person_time where person_id = p_person;
  delete from win where person_id = p_person;
  delete from idempotency where person_id = p_person;
  delete from strike where person_id = p_person;
  delete from notice where person_id = p_person;
  update person set name = '', born = null, standing = '{}', persona = null, household = 0, wards = 0, erased_at = p_now
  where id = p_person;
$$;

-- Erases somebody, and those for whom they alone care. What is ahead is given back, so that lines move; what is over
-- stays. Answers erased, or why not, and then nothing has happened: gone; wards-left (a station looks after so many
-- `wards` through them); inside-now (somebody of theirs came to `title`, which lasts until `ends`).
create function erase(p_person uuid, p_now timestamptz) returns table (outcome text, title text, ends timestamptz,
  wards integer) language plpgsql as $$
#variable_conflict use_column
declare b record; bond record; left_as text; many integer;
begin
  -- Whoever books for one of them at this moment holds the bond: one waits for the other. Then nobody joins or leaves;
  -- who did in between is held too.
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  perform 1 from person where id = p_person and erased_at is null for update;
  if not found then return query select 'gone', null::text, null::timestamptz, null::integer; return; end if;
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  select wards into many from person where id = p_person;
  if many > 0 then return query select 'wards-left', null::text, null::timestamptz, many; return; end if;
  begin
    -- What they booked, and what another guardian booked for them; that one is told.
    for b in
      select k.station_id, k.id, k.booker_id, s.title, s.ends_at from guardianship g
      join booking k on k.booker_id = g.guardian_id and k.status <> 'cancelled'
      join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
      where g.person_id = p_person and (k.booker_id = p_person or exists (select from seat
        where seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id = p_person))
      order by k.station_id, k.session_id, k.id
    loop
      continue when leave(b.station_id, b.id, p_person, p_now,
        case when b.booker_id = p_person then 'self' else 'station' end);
      perform 1 from booking where station_id = b.station_id and id = b.id and status <> 'cancelled';
      if found then raise exception 'somebody came' using errcode = 'YK002'; end if;
    end loop;
  exception when sqlstate 'YK002' then
    return query select 'inside-now', b.title, b.ends_at, null::integer; return;
  end;
  for bond in
    select guardian_id, person_id from guardianship
    where p_person in (guardian_id, person_id) and guardian_id <> person_id order by guardian_id, person_id
  loop
    left_as := let_go(bond.guardian_id, bond.person_id, p_now);
    if left_as = 'erased' then perform forget(bond.person_id, p_now); end if;
    if left_as not in ('ended', 'erased') then raise exception 'not let go: %', left_as; end if;
  end loop;
  delete from guardianship where guardian_id = p_person and person_id = p_person;
  perform forget(p_person, p_now);
  return query select 'erased', null::text, null::timestamptz, null::integer;
end $$;
