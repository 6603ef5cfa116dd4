/**
 * Whether a call may be retried at once. `always`: it is idempotent. `refused`: only if WeChat certainly did nothing,
 * since a login code is used up when WeChat receives it. `never`: the caller has a queue of its own.
 */
type Repeat = 'always' | 'refused' | 'never'
type Row = {
  method: 'GET' | 'POST'
  path: string
  /** Timeout in milliseconds, retries included. */
  within: number
  repeat: Repeat
}

/** WeChat's APIs that we call, named by the last segment of their paths. */
export const APIS = {
  jscode2session: { method: 'GET', path: '/sns/jscode2session', within: 5_000, repeat: 'refused' },
  oauth2: { method: 'GET', path: '/sns/oauth2/access_token', within: 5_000, repeat: 'refused' },
  user_info: { method: 'GET', path: '/cgi-bin/user/info', within: 3_000, repeat: 'always' },
  // Two calls (the second one forced) must fit into the lease (LEASE_MS in token.ts).
  stable_token: { method: 'POST', path: '/cgi-bin/stable_token', within: 3_000, repeat: 'always' },
  getuserphonenumber: { method: 'POST', path: '/wxa/business/getuserphonenumber', within: 5_000, repeat: 'refused' },
  send: { method: 'POST', path: '/cgi-bin/message/subscribe/send', within: 5_000, repeat: 'never' },
  msg_sec_check: { method: 'POST', path: '/wxa/msg_sec_check', within: 4_000, repeat: 'always' },
  getwxacodeunlimit: { method: 'POST', path: '/wxa/getwxacodeunlimit', within: 10_000, repeat: 'always' },
} as const satisfies Record<string, Row>

export type Api = keyof typeof APIS
