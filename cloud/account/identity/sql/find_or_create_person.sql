-- Finds the person behind a WeChat identity, or makes one: somebody known by another app of ours (`p_union`), or
-- somebody new (`p_new`). Two apps that bring the same new person at once wait for one another, so that the second
-- finds whom the first made.
-- `p_rule`: the figures that `promote` takes.
create or replace function find_or_create_person(
  p_appid text, p_hash text, p_sealed text, p_union text, p_new uuid, p_now timestamptz, p_rule json
)
returns uuid
language plpgsql
as $$
declare who uuid;
begin
  if p_union is not null then perform pg_advisory_xact_lock(hashtextextended(p_union, 22)); end if;
  loop
    -- Read first and locked last: erasing locks guardianships first and then this row, so the other order would deadlock.
    select person_id into who from identity where appid = p_appid and openid_hash = p_hash;
    if found and p_union is not null then perform merge_people(who, p_union, p_now, p_rule); end if;
    update identity set seen_at = p_now, union_hash = coalesce(p_union, union_hash)
    where appid = p_appid and openid_hash = p_hash returning person_id into who;
    if found then return who; end if;
    select person_id into who from identity where union_hash = p_union order by since, appid, openid_hash limit 1;
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
      -- A concurrent login of theirs was quicker; the exception block rolls back what was made here, and the loop looks again.
      null;
    end;
  end loop;
end
$$;
