/** Invariants of people: statements that return the rows violating them. A number groups those of one guarantee. */
export const ACCOUNT_INVARIANTS = {
  '2 the household counter equals its rows': `
    select p.id, p.household from person p
    where p.household <> (select count(*) from guardianship g
      where g.guardian_id = p.id and g.relation not in ('self', 'ward'))`,
  '2 the ward counter equals its rows': `
    select p.id, p.wards from person p
    where p.wards <> (select count(*) from guardianship g where g.guardian_id = p.id and g.relation = 'ward')`,
  '14 a person of no household has no name': `
    select p.id from person p where (p.name <> '' or p.new_name is not null)
      and not exists (select 1 from guardianship g where g.person_id = p.id)`,
  // Also true of the demo's members, who are older than invitations.
  'the standing of a party member and the role at a station go together': `
    select p.id from person p where ('member' = any (p.standing)) <> exists
      (select from role r where r.person_id = p.id and r.role = 'member')`,
  'a standing that holds is the person’s': `
    select s.id from standing s join person p on p.id = s.person_id where s.ended_at is null and s.kind <> all (p.standing)`,
  'the picture of a certificate goes with the decision': `
    select c.request_id from certificate c join standing_request r on r.id = c.request_id where r.outcome is not null`,
  'a request for a standing waits or was decided, by somebody or by its day': `
    select r.id from standing_request r where (r.decided_by is null) <> (coalesce(r.outcome, 'lapsed') = 'lapsed')`,
  '14 an erased person keeps nothing but an id': `
    select p.id from person p where p.erased_at is not null and (p.name <> '' or p.shown <> '' or p.new_name is not null or p.born is not null
      or p.persona is not null or cardinality(p.standing) > 0
      or exists (select from guardianship g where p.id in (g.guardian_id, g.person_id))
      or exists (select from person o where o.new_name_by = p.id)
      or exists (select from login where person_id = p.id)
      or exists (select from passkey where person_id = p.id) or exists (select from recovery_code where person_id = p.id)
      or exists (select from ending where person_id = p.id and what not in ('erased', 'role'))
      or exists (select from login_code where person_id = p.id) or exists (select from wrong_code where person_id = p.id) or exists (select from role where person_id = p.id)
      or exists (select from calendar where person_id = p.id) or exists (select from notice where person_id = p.id)
      or exists (select from strike where person_id = p.id) or exists (select from draw_win where person_id = p.id)
      or exists (select from identity where person_id = p.id) or exists (select from pending_erasure where person_id = p.id) or exists (select from phone where person_id = p.id)
      or exists (select from standing_request where person_id = p.id)
      or exists (select from idempotency where person_id = p.id and strpos(answer, '"name') > 0))`,
  'an erasure and a past role are recorded as endings, for after a restore': `
    select p.id from person p where p.erased_at is not null
      and not exists (select from ending e where e.what = 'erased' and e.person_id = p.id)
    union all select o.person_id from past_role o where not exists (select from ending e
      where e.what = 'role' and e.person_id = o.person_id and e.which->>'role' = o.role and e.which->>'scope' = o.scope)`,
}
