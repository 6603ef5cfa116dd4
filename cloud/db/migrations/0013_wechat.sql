-- WeChat's access token: one for all processes, fetched by one at a time (cloud/wechat/token.ts).
create table wechat_token (
  appid text primary key,
  -- Sealed. Each that is fetched counts `generation` up, so that who found one refused can say which.
  token text,
  generation bigint not null default 0,
  expires_at timestamptz,
  -- From then on it is asked for anew, while it is still good.
  renew_at timestamptz,
  forced_at timestamptz,
  -- Who is fetching, and until when nobody else does.
  lease_by text,
  lease_until timestamptz,
  -- How often fetching failed, and why the last time: whoever waited for it is told the same.
  failures bigint not null default 0,
  failure text,
  check ((token is null) = (expires_at is null) and (token is null) = (renew_at is null)),
  check ((lease_by is null) = (lease_until is null))
);

-- Pushes of WeChat's that are known already; `message` is a hash, since an openid is part of what names an event.
create table wechat_push (
  message text primary key,
  nonce text not null unique,
  at timestamptz not null
);
create index wechat_push_at on wechat_push (at);
