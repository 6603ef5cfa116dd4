-- Merges two people whom WeChat says to be one. The one who has nothing (`has_no_data`) is merged into the other:
-- identities and a name go along, the rest is erased. Two who both have something stay two until their owner erases
-- one.
-- `p_rule`: the figures that `promote` takes.
create or replace function merge_people(p_who uuid, p_union text, p_now timestamptz, p_rule json)
returns void
language plpgsql
as $$
declare other uuid; half uuid; whole uuid; done text;
begin
  select person_id into other from identity where union_hash = p_union and person_id <> p_who
  order by since, appid, openid_hash limit 1;
  if not found then return; end if;
  -- Lock the guardianships, as erasing does: a booking for one of them at this moment is waited for.
  perform 1 from guardianship where guardian_id in (p_who, other) or person_id in (p_who, other)
  order by guardian_id, person_id for update;
  perform 1 from person where id in (p_who, other) order by id for update;
  if exists (select from person where id in (p_who, other) and erased_at is not null) then return; end if;
  half := case when has_no_data(p_who) then p_who when has_no_data(other) then other end;
  if half is null then return; end if;
  whole := case when half = p_who then other else p_who end;
  update identity set person_id = whole where person_id = half;
  update person w set name = h.name from person h where w.id = whole and h.id = half and w.name = '';
  update person w set new_name = h.new_name, new_name_by = whole, new_name_at = h.new_name_at, moderate_at = h.moderate_at
  from person h where w.id = whole and h.id = half and w.name = '' and w.new_name is null and h.new_name is not null;
  select outcome into done from erase_person(half, p_now, p_rule);
  if done <> 'erased' then raise exception 'not folded: %', done; end if;
end
$$;
