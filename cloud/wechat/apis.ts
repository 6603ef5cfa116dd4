/**
 * May a call be repeated at once? `always`: it changes nothing. `refused`: only when WeChat surely did nothing, since a code
 * of somebody's is used up by being heard. `never`: whoever calls has a queue of their own.
 */
type Repeat = 'always' | 'refused' | 'never'
type Row = {
  method: 'GET' | 'POST'
  path: string
  /** Milliseconds a call may take, with all that is repeated of it. */
  within: number
  repeat: Repeat
}

/** What we ask of WeChat, under the last words of the addresses. */
export const APIS = {
  jscode2session: { method: 'GET', path: '/sns/jscode2session', within: 5_000, repeat: 'refused' },
  oauth2: { method: 'GET', path: '/sns/oauth2/access_token', within: 5_000, repeat: 'refused' },
  user_info: { method: 'GET', path: '/cgi-bin/user/info', within: 3_000, repeat: 'always' },
  // Twice as long, for a forced one after it, is less than the lease (token.ts).
  stable_token: { method: 'POST', path: '/cgi-bin/stable_token', within: 3_000, repeat: 'always' },
  getuserphonenumber: { method: 'POST', path: '/wxa/business/getuserphonenumber', within: 5_000, repeat: 'refused' },
  send: { method: 'POST', path: '/cgi-bin/message/subscribe/send', within: 5_000, repeat: 'never' },
  msg_sec_check: { method: 'POST', path: '/wxa/msg_sec_check', within: 4_000, repeat: 'always' },
  getwxacodeunlimit: { method: 'POST', path: '/wxa/getwxacodeunlimit', within: 10_000, repeat: 'always' },
} as const satisfies Record<string, Row>

export type Api = keyof typeof APIS
