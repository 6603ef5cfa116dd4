-- What WeChat's number for a message was: by it WeChat says later that it did not arrive.
alter table message add column msgid text;

-- Who gave up the WeChat that they come by, as WeChat says. Whoever uses a login afterwards is still there; the others are
-- erased when a login that is not used would have ended (docs/decisions/013-privacy.md).
create table leaving (
  person_id uuid primary key,
  at timestamptz not null
);
create trigger of_somebody after insert on leaving for each row execute function of_somebody('person_id');
