-- Accepts a guardian invitation. Two who come with the same code meet at the person's row, as does whoever ends a
-- guardianship: the second sees what the first did. A ward counts as a ward and not as household. An invitation lasts
-- while its maker's own guardianship has effect. Answers joined, bad-invitation, in-household-already, household-full or
-- wards-full. `p_station`: for which a ward is looked after. `p_roles`: the roles that may book by proxy.
create or replace function accept_guardian_invitation(
  p_hash text, p_guardian uuid, p_relation text, p_consent boolean, p_now timestamptz, p_most integer,
  p_station text, p_roles text[]
)
returns text
language plpgsql
as $$
declare one uuid; as_ward integer := (p_relation = 'ward')::integer;
begin
  select i.person_id into one from guardian_invitation i
  join guardianship g on g.guardian_id = i.by_id and g.person_id = i.person_id and guards(g, p_roles)
  where i.code_hash = p_hash and i.expires_at > p_now;
  if not found then return 'bad-invitation'; end if;
  perform 1 from person where id = one for no key update;
  perform 1 from guardian_invitation where code_hash = p_hash and person_id = one;
  if not found then return 'bad-invitation'; end if;
  perform 1 from guardianship where guardian_id = p_guardian and person_id = one;
  if found then return 'in-household-already'; end if;
  update person set household = household + 1 - as_ward, wards = wards + as_ward
  where id = p_guardian and case as_ward when 1 then wards else household end < p_most;
  if not found then return case as_ward when 1 then 'wards-full' else 'household-full' end; end if;
  delete from guardian_invitation where code_hash = p_hash;
  insert into guardianship (guardian_id, person_id, relation, station_id, consent_at, consent_covers, since)
  values (p_guardian, one, p_relation, p_station, case when p_consent then p_now end,
    case when p_consent then '{name,born,booking}'::text[] else '{}' end, p_now);
  return 'joined';
end
$$;
