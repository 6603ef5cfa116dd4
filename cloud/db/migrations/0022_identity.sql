-- Has somebody nothing here but a name and ways to log in? What is missing from this list is lost with a half that is
-- folded into the other (kept.test.ts holds it against the tables there are).
create function has_nothing(p_person uuid) returns boolean language sql as $$
  select persona is null and born is null and standing = '{}' and household = 0 and wards = 0
    and not exists (select from guardianship where p_person in (guardian_id, person_id) and guardian_id <> person_id)
    and not exists (select from booking where booker_id = p_person)
    and not exists (select from role where person_id = p_person)
    and not exists (select from strike where person_id = p_person)
    and not exists (select from notice where person_id = p_person)
    and not exists (select from calendar where person_id = p_person)
    and not exists (select from phone where person_id = p_person)
    and not exists (select from win where person_id = p_person)
  from person where id = p_person
$$;

-- As in 0015, but that two apps which bring the same somebody at once wait for one another: the second finds whom the
-- first made. And what WeChat says later than it might is made good
-- (`fold` is in 0026).
create or replace function person_of_identity(p_appid text, p_hash text, p_sealed text, p_union text, p_new uuid,
  p_now timestamptz) returns uuid language plpgsql as $$
declare who uuid;
begin
  if p_union is not null then perform pg_advisory_xact_lock(hashtextextended(p_union, 22)); end if;
  loop
    -- Looked at first and held last: whoever is erased at this moment holds the bonds, and wants this row.
    select person_id into who from identity where appid = p_appid and openid_hash = p_hash;
    if found and p_union is not null then perform fold(who, p_union, p_now); end if;
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
