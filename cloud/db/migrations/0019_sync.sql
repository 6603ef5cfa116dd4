-- What a phone was last told, of each thing a few letters that are others when the thing is another. What it is told next is
-- the difference, made from what is there then: no order of commits is asked, so nothing that was committed late is passed
-- over. A phone that did not hear an answer asks with what it had, so the one before stays.
create table sync (
  token_hash text not null references login (token_hash) on delete cascade,
  id text not null,
  at timestamptz not null,
  pack text not null,
  held jsonb not null,
  primary key (token_hash, id)
);

-- The district's stations as they were, and on which day the last time: the same for all phones, so it is kept once.
create table pack_version (
  version text primary key,
  at timestamptz not null,
  held jsonb not null
);
