/** WeChat's endpoints, by the last segment of their paths; `oauth2` and `user_info` are the official account's. */
export type Endpoint =
  | 'jscode2session'
  | 'stable_token'
  | 'getuserphonenumber'
  | 'send'
  | 'msg_sec_check'
  | 'getwxacodeunlimit'
  | 'oauth2'
  | 'user_info'

const BUSY = { [-1]: 'system error' }
const APP = { 40013: 'invalid appid', 40125: 'invalid appsecret' }
const CODE = { 40029: 'invalid code', 40163: 'code been used' }
const OFTEN = {
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
}
const POST = { 43002: 'require POST method', 44002: 'empty post data', 47001: 'data format error' }
const TOKEN = {
  40001: 'invalid credential, access_token is invalid or not latest',
  40014: 'invalid access_token',
  42001: 'access_token expired',
}

/** All errcodes of the stand-in, with WeChat's errmsg. Injecting any other throws. */
export const ERRCODES: Record<Endpoint, Record<number, string>> = {
  jscode2session: { ...BUSY, ...APP, ...CODE, ...OFTEN, 40226: 'code blocked' },
  stable_token: { ...BUSY, ...APP, ...OFTEN, ...POST, 40002: 'invalid grant_type' },
  getuserphonenumber: { ...BUSY, ...TOKEN, ...POST, ...CODE, ...OFTEN },
  send: {
    ...BUSY,
    ...TOKEN,
    ...POST,
    ...OFTEN,
    40003: 'invalid openid',
    40037: 'invalid template_id',
    43101: 'user refuse to accept the msg',
    43107: 'subscribe message is blocked',
    43108: 'concurrent sending to the same user',
    45168: 'hit sensitive words',
    47003: 'argument invalid',
  },
  msg_sec_check: {
    ...BUSY,
    ...TOKEN,
    ...POST,
    ...OFTEN,
    40003: 'invalid openid',
    43104: 'appid does not match openid',
    43302: 'method invalid, use POST',
    61010: 'code is expired',
  },
  getwxacodeunlimit: {
    ...BUSY,
    ...TOKEN,
    ...POST,
    ...OFTEN,
    40097: 'invalid args',
    40129: 'invalid scene',
    40169: 'invalid length for scene, or the data is not json string',
    41030: 'invalid page',
    85096: 'not allow include scancode_time',
  },
  oauth2: { ...BUSY, ...APP, ...CODE, ...OFTEN },
  user_info: {
    ...BUSY,
    ...TOKEN,
    ...OFTEN,
    40003: 'invalid openid',
    40013: 'invalid appid',
    48001: 'api unauthorized',
  },
}
