-- Who somebody is to an app of WeChat's. The openid is sealed; it is found by its keyed hash, and so is the id that all our
-- apps share.
create table identity (
  appid text not null,
  openid_hash text not null,
  openid text not null,
  union_hash text,
  person_id uuid not null references person (id),
  since timestamptz not null,
  -- WeChat judges the words of those alone who were here within two hours.
  seen_at timestamptz not null,
  primary key (appid, openid_hash)
);
create index identity_of_person on identity (person_id);
create index identity_by_union on identity (union_hash) where union_hash is not null;

-- A telephone number that somebody gave by WeChat's button. Sealed, and found by its keyed hash.
create table phone (
  person_id uuid primary key references person (id),
  number text not null,
  number_hash text not null,
  since timestamptz not null
);
create index phone_by_number on phone (number_hash);

-- Whoever holds an identity; a new one is somebody we know by another app of ours, or somebody new. Of two logins at once
-- the second finds whom the first made.
create function person_of_identity(p_appid text, p_hash text, p_sealed text, p_union text, p_new uuid, p_now timestamptz)
returns uuid language plpgsql as $$
declare who uuid;
begin
  loop
    update identity set seen_at = p_now, union_hash = coalesce(p_union, union_hash)
    where appid = p_appid and openid_hash = p_hash returning person_id into who;
    if found then return who; end if;
    select person_id into who from identity where union_hash = p_union order by since, appid limit 1;
    begin
      if who is null then
        who := p_new;
        insert into person (id, name, created_at) values (who, '', p_now);
        insert into guardianship (guardian_id, person_id, relation, since) values (who, who, 'self', p_now);
      end if;
      insert into identity (appid, openid_hash, openid, union_hash, person_id, since, seen_at)
      values (p_appid, p_hash, p_sealed, p_union, who, p_now, p_now);
      return who;
    exception when unique_violation then
      -- Another login of theirs was quicker; what was made here is undone.
      null;
    end;
  end loop;
end $$;

-- Erasing takes these along.
do $$
declare
  was text := pg_get_functiondef('forget(uuid, timestamptz)'::regprocedure);
  more text := replace(was, 'delete from login where person_id = p_person;',
    'delete from login where person_id = p_person;
  delete from identity where person_id = p_person;
  delete from phone where person_id = p_person;');
begin
  if more = was then raise exception 'forget is not the one of 0014'; end if;
  execute more;
end $$;
