-- Backups that were written, and when each was restored as a drill (cloud/runtime/backup): what is asked of a district before
-- it opens, and what its operator watches.
create table backup (
  at timestamptz primary key,
  bytes bigint not null check (bytes > 0),
  restored_at timestamptz check (restored_at >= at)
);
