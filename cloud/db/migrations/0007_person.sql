-- What concerns one person: reminders, strikes, their calendar, and those they care for together with somebody else.

-- A reminder once a booking, whoever writes it at the same moment.
create unique index notice_tomorrow on notice (person_id, booking_id) where kind = 'tomorrow';

-- A seat that was not used, and that nobody from the line took instead (core/booking/strike.ts). It is named by its booking.
create table strike (
  station_id text not null,
  booking_id text not null,
  person_id uuid not null,
  why text not null check (why in ('absent', 'late')),
  status text not null default 'counts' check (status in ('counts', 'appealed', 'forgiven', 'kept')),
  at timestamptz not null,
  fades_at timestamptz not null,
  appeal text,
  appealed_at timestamptz,
  answer text,
  answered_by uuid,
  primary key (station_id, booking_id)
);
create index strike_of_person on strike (person_id, fades_at);
create index strike_appealed on strike (station_id, appealed_at) where status = 'appealed';

-- A session is judged once, as a whole, when its day is over.
alter table session add column judged boolean not null default false;
create index session_to_judge on session (ends_at) where not judged and status = 'open';

-- Writes the strikes of one session, and tells those whom they concern; false when another has judged it. `p_missed` are
-- the bookings that core/booking/strike.ts found.
create function judge(p_station text, p_session text, p_now timestamptz, p_missed text[], p_most integer, p_days integer)
returns boolean language plpgsql as $$
declare one record; live integer; until timestamptz;
begin
  update session set judged = true where station_id = p_station and id = p_session and not judged;
  if not found then return false; end if;
  -- One at a time for each person, in one order: which strike is the one too many is then plain.
  perform 1 from person where id in
    (select booker_id from booking where station_id = p_station and id = any (p_missed))
  order by id for no key update;
  for one in
    select id, booker_id, ended from booking where station_id = p_station and id = any (p_missed) and came = 0
    order by booker_id, place
  loop
    select count(*) into live from strike
    where person_id = one.booker_id and status <> 'forgiven' and fades_at > p_now;
    insert into strike (station_id, booking_id, person_id, why, at, fades_at)
    values (p_station, one.id, one.booker_id, case when one.ended = 'late' then 'late' else 'absent' end, p_now,
      p_now + p_days * interval '24 hours');
    perform tell(one.booker_id, 'strike', p_now, p_station, p_session, one.id);
    if live = p_most - 1 then
      select fades_at into until from strike
      where person_id = one.booker_id and status <> 'forgiven' and fades_at > p_now order by fades_at limit 1;
      perform tell(one.booker_id, 'paused', p_now, p_station, p_session, one.id, jsonb_build_object('until', until));
    end if;
  end loop;
  return true;
end $$;

-- The private address of one's calendar: only what its hash is. A new one takes the place of the old.
create table calendar (
  person_id uuid primary key references person (id),
  token_hash text not null unique,
  since timestamptz not null
);

-- What a guardian's word for a child covers; given whole.
alter table guardianship add column consent_covers text[] not null default '{}';
update guardianship set consent_covers = '{name,born,booking}' where consent_at is not null;
create index guardianship_of_person on guardianship (person_id);

-- A guardian asks another one in. It ends with their own bond, and a new one takes the place of the old.
create table invitation (
  by_id uuid not null,
  person_id uuid not null,
  code_hash text not null unique,
  expires_at timestamptz not null,
  primary key (by_id, person_id),
  foreign key (by_id, person_id) references guardianship (guardian_id, person_id) on delete cascade
);

-- Two who come with the same code meet at the person's row, and so does who lets them go; the second sees what the first
-- did. Answers: joined, bad-invitation, in-household-already, household-full.
create function join_as_guardian(p_hash text, p_guardian uuid, p_relation text, p_consent boolean, p_now timestamptz,
  p_most integer) returns text language plpgsql as $$
declare one uuid;
begin
  select person_id into one from invitation where code_hash = p_hash and expires_at > p_now;
  if not found then return 'bad-invitation'; end if;
  perform 1 from person where id = one for no key update;
  perform 1 from invitation where code_hash = p_hash and person_id = one;
  if not found then return 'bad-invitation'; end if;
  perform 1 from guardianship where guardian_id = p_guardian and person_id = one;
  if found then return 'in-household-already'; end if;
  update person set household = household + 1 where id = p_guardian and household < p_most;
  if not found then return 'household-full'; end if;
  delete from invitation where code_hash = p_hash;
  insert into guardianship (guardian_id, person_id, relation, consent_at, consent_covers, since)
  values (p_guardian, one, p_relation, case when p_consent then p_now end,
    case when p_consent then '{name,born,booking}'::text[] else '{}' end, p_now);
  return 'joined';
end $$;

-- A guardian lets go of one they care for; the last one's going erases name and birth month. Either way the answers kept
-- for that guardian's retries no longer name them. Answers: gone, still-booked, ended, erased.
create function let_go(p_guardian uuid, p_person uuid, p_now timestamptz) returns text language plpgsql as $$
declare last boolean;
begin
  -- Whoever books for them at this moment holds the bond: one waits for the other, and then looks anew.
  perform 1 from guardianship where guardian_id = p_guardian and person_id = p_person and relation <> 'self' for update;
  if not found then return 'gone'; end if;
  perform 1 from booking b
  join session s on s.station_id = b.station_id and s.id = b.session_id and s.ends_at > p_now
  join seat on seat.station_id = b.station_id and seat.booking_id = b.id and seat.person_id = p_person and seat.live
  where b.booker_id = p_guardian and b.status <> 'cancelled';
  if found then return 'still-booked'; end if;
  -- Of two guardians who go at once, the second is the last.
  perform 1 from person where id = p_person for no key update;
  last := not exists (select from guardianship where person_id = p_person and guardian_id <> p_guardian);
  -- There is none ahead.
  delete from person_time where person_id = p_person and guardian_id = p_guardian and upper(during) <= p_now;
  delete from guardianship where guardian_id = p_guardian and person_id = p_person;
  update person set household = household - 1 where id = p_guardian;
  update idempotency set answer =
    regexp_replace(answer, '("id":"' || p_person || '","name":")([^"\\]|\\.)*"', '\1"', 'g')
  where person_id = p_guardian and status = 201;
  -- A refusal has names without ids. What names the one who left is not found when it is asked again.
  delete from idempotency where person_id = p_guardian and status = 409 and strpos(answer, '"names":') > 0;
  if not last then return 'ended'; end if;
  update person set name = '', born = null, standing = '{}' where id = p_person;
  return 'erased';
end $$;
