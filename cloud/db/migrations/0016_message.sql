-- What somebody allowed at a tap: so many messages of a template may still go out to them by WeChat.
create table permission (
  person_id uuid not null,
  template text not null check (template in ('moved', 'promoted', 'tomorrow')),
  allowed integer not null constraint permission_left check (allowed between 0 and 99),
  -- When they last allowed one more.
  at timestamptz not null,
  primary key (person_id, template)
);
create trigger of_somebody after insert on permission for each row execute function of_somebody('person_id');

-- Has it been seen to whether this goes out by WeChat? What was told before there was WeChat does not.
alter table notice add column posted boolean not null default true;
alter table notice alter column posted set default false;
-- The kinds that go out at all are those of core/notify/message.ts.
create index notice_to_post on notice (id) where not posted
  and kind in ('called-off', 'unseated', 'moved', 'offered', 'promoted', 'drawn', 'tomorrow');

-- A notice on its way to WeChat, once a notice. It holds no words: they are made as it is sent.
create table message (
  person_id uuid not null,
  notice_id bigint not null,
  id bigint generated always as identity constraint message_id unique,
  template text not null check (template in ('moved', 'promoted', 'tomorrow')),
  -- What matters most goes first, and gets what permission there is: 1 is the most.
  rank smallint not null,
  -- none: it stays in the inbox, `code` says why. refused: WeChat says that they allow none. dead: somebody has to look.
  status text not null check (status in ('queued', 'sending', 'sent', 'none', 'refused', 'dead')),
  -- How often WeChat was asked in vain.
  tries smallint not null default 0,
  next_at timestamptz not null,
  -- Who sends it, and until when nobody else does. It took its permission when it was first claimed.
  lease_by text,
  lease_until timestamptz,
  claimed_at timestamptz,
  -- WeChat's last answer that was no yes, or our reason.
  code text,
  at timestamptz not null,
  constraint message_once primary key (person_id, notice_id),
  check ((status = 'sending') = (lease_by is not null) and (lease_by is null) = (lease_until is null))
);
create index message_under_way on message (rank, id) where status in ('queued', 'sending');
create index message_of_person on message (person_id) where status in ('queued', 'sending');
create index message_dead on message (id) where status = 'dead';
create index message_age on message using brin (at);

-- An appeal that WeChat has not passed yet: nobody reads it. From then on it is asked about again.
alter table strike add column held_at timestamptz, add column look_at timestamptz,
  add check ((held_at is null) = (look_at is null));
create index strike_held on strike (look_at) where held_at is not null;

-- Erasing takes these along, after the notices that messages are made from.
do $$
declare
  was text := pg_get_functiondef('forget(uuid, timestamptz)'::regprocedure);
  more text := replace(was, 'delete from notice where person_id = p_person;',
    'delete from notice where person_id = p_person;
  delete from message where person_id = p_person;
  delete from permission where person_id = p_person;');
begin
  if more = was then raise exception 'forget is not the one of 0014'; end if;
  execute more;
end $$;
