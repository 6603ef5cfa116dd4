/** Invariants of messages: statements that return the rows violating them. A number groups those of one guarantee. */
export const NOTIFY_INVARIANTS = {
  '9 a notice has at most one message, and then is marked as posted': `
    select m.person_id, m.notice_id from message m
    left join notice n on n.person_id = m.person_id and n.id = m.notice_id
    group by m.person_id, m.notice_id having count(*) > 1 or not bool_and(coalesce(n.posted, false))`,
  'no more permissions are used than were granted': `
    select person_id, template, allowed from message_permission where allowed < 0`,
  '14 an erased person has no messages and no permissions': `
    select p.id from person p where p.erased_at is not null and (exists (select from message where person_id = p.id)
      or exists (select from message_permission where person_id = p.id))`,
}
