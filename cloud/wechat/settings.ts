import type { SealingKeys } from './sealed'

type App = { appid: string; secret: string }
export type WechatSettings = App & {
  /** Where WeChat's open API is, without a slash at the end. */
  api: string
  /** Where WeChat’s browser finds out who reads a page of the official account’s, without a slash at the end. */
  open: string
  /** Which version of the mini-program messages and codes lead to. */
  release: 'release' | 'trial' | 'develop'
  /** The official account, for pages that WeChat opens. */
  official?: App
  /** Template ids of what is sent; what has none is not. */
  templates: { moved?: string; promoted?: string; tomorrow?: string }
  /** What pushes are signed with; without it none is let in. */
  pushToken?: string
}
export type WechatEnv = { wechat?: WechatSettings; sealing?: SealingKeys }

const API = 'https://api.weixin.qq.com'
const OPEN = 'https://open.weixin.qq.com'
const RELEASES = ['release', 'trial', 'develop'] as const
const KEY_BYTES = 32
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

function isAddress(text: string): boolean {
  try {
    const { protocol, hostname, search, username } = new URL(text)
    return (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))) && !search && !username
  } catch {
    return false
  }
}

/** Undefined where it is not the base64 of 32 bytes. */
function keyOf(text: string): Uint8Array | undefined {
  const bytes = /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  return bytes.length === KEY_BYTES ? new Uint8Array(bytes) : undefined
}

/** `id:key,id:key`, the first seals. */
function keysOf(text: string): SealingKeys['keys'] | undefined {
  const keys = text.split(',').map((pair) => {
    const [id = '', key = '', more] = pair.trim().split(':')
    return { id, key: more === undefined && /^[a-z0-9]{1,16}$/.test(id) ? keyOf(key) : undefined }
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return undefined
  return keys.every((one): one is { id: string; key: Uint8Array } => one.key !== undefined) ? keys : undefined
}

/** What the environment says about WeChat; without an app id it is off. Adds to `bad` whatever is wrong, and shows no secret. */
export function readWechat(given: (name: string) => string | undefined, bad: string[]): WechatEnv {
  const wants = (name: string, what: string) => void bad.push(`${name} must be ${what}`)
  const matching = (name: string, sound: RegExp, what: string): string | undefined => {
    const text = given(name)
    if (text !== undefined && !sound.test(text)) wants(name, what)
    return text
  }
  const appOf = (prefix: string): App | undefined => {
    const [id, key] = [`${prefix}APPID`, `${prefix}SECRET`]
    const appid = matching(id, /^wx[0-9a-f]{16}$/, 'an app id, as wx0123456789abcdef')
    const secret = matching(key, /^[0-9a-f]{32}$/, 'an app’s secret of 32 letters')
    if (appid && !secret) wants(key, `there with ${id}`)
    if (secret && !appid) wants(id, `there with ${key}`)
    return appid && secret ? { appid, secret } : undefined
  }
  const templateOf = (name: string) =>
    matching(`WECHAT_TEMPLATE_${name}`, /^[\w-]{20,64}$/, 'the id of a message template')

  const app = appOf('WECHAT_')
  const official = appOf('WECHAT_OFFICIAL_')
  const addressOf = (name: string, otherwise: string): string => {
    const address = (given(name) ?? otherwise).replace(/\/$/, '')
    if (!isAddress(address)) wants(name, 'an https address, or http on this machine')
    return address
  }
  const [api, open] = [addressOf('WECHAT_API', API), addressOf('WECHAT_OPEN', OPEN)]
  const named = given('WECHAT_RELEASE') ?? 'release'
  const release = RELEASES.find((one) => one === named) ?? 'release'
  if (release !== named) wants('WECHAT_RELEASE', RELEASES.join(', '))
  const templates = { moved: templateOf('MOVED'), promoted: templateOf('PROMOTED'), tomorrow: templateOf('TOMORROW') }
  const pushToken = matching('WECHAT_PUSH_TOKEN', /^[A-Za-z0-9]{3,32}$/, '3 to 32 letters and digits')

  const [sealText, findText] = [given('SEAL_KEYS'), given('FIND_KEY')]
  const [keys, find] = [sealText && keysOf(sealText), findText && keyOf(findText)]
  if (sealText && !keys) wants('SEAL_KEYS', 'id:key pairs with commas between, each key 32 bytes in base64')
  if (findText && !find) wants('FIND_KEY', '32 bytes in base64')
  // A phone number is sealed, and so is WeChat's token.
  const needed = app ? 'WECHAT_APPID' : sealText ? 'SEAL_KEYS' : findText ? 'FIND_KEY' : undefined
  if (needed && !sealText) wants('SEAL_KEYS', `there with ${needed}`)
  if (needed && !findText) wants('FIND_KEY', `there with ${needed}`)

  return {
    ...(app && {
      wechat: { ...app, api, open, release, ...(official && { official }), templates, ...(pushToken && { pushToken }) },
    }),
    ...(keys && find && { sealing: { keys, find } }),
  }
}
