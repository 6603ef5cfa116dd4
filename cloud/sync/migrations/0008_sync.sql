-- What a phone was last told: a content hash of each thing. The next answer is the difference to what is there then, so
-- nothing that was committed late is passed over. A phone that did not hear an answer asks with the bookmark it had, so
-- the one before stays. `seq` is the order of insertion: `at` ties when two requests share a millisecond.
create table sync_bookmark (
  token_hash text not null references login (token_hash) on delete cascade,
  id text not null,
  at timestamptz not null,
  seq bigint not null generated always as identity,
  pack text not null,
  hashes jsonb not null,
  primary key (token_hash, id)
);

-- Content hashes of the district's stations as they were, with the day a version was last used. The same for all phones,
-- so it is kept once.
create table pack_version (
  version text primary key,
  at timestamptz not null,
  hashes jsonb not null
);
