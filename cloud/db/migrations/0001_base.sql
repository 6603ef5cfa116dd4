-- What everything stands on. In the whole schema the tables that are hot carry station_id first: rows of one station can
-- be locked, batched and, one day, moved together.
create extension if not exists btree_gist with schema public;

-- WeChat's access token, one for all processes and fetched by one at a time (cloud/wechat/token.ts).
create table wechat_token (
  appid text primary key,
  -- Sealed.
  token text,
  -- Counts every token fetched, so that whoever finds one refused can say which.
  generation bigint not null default 0,
  expires_at timestamptz,
  -- From then on a new one is fetched while the old one is still good.
  renew_at timestamptz,
  forced_at timestamptz,
  -- Who is fetching, and until when nobody else does.
  lease_by text,
  lease_until timestamptz,
  -- How often fetching failed, and why the last time: those who waited for it are told the same.
  failures bigint not null default 0,
  failure text,
  check ((token is null) = (expires_at is null) and (token is null) = (renew_at is null)),
  check ((lease_by is null) = (lease_until is null))
);

-- Webhook calls of WeChat's that were handled already. `message` is a hash, since an openid is part of an event's name.
create table wechat_webhook (
  message text primary key,
  nonce text not null unique,
  at timestamptz not null
);
create index wechat_webhook_at on wechat_webhook (at);
