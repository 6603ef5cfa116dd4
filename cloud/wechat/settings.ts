import type { SealingKeys } from './sealed'

type App = { appid: string; secret: string }
export type WechatSettings = App & {
  /** Base URL of WeChat's open API, without a trailing slash. */
  api: string
  /** Base URL of WeChat’s OAuth pages for the official account, without a trailing slash. */
  open: string
  /** The version of the mini-program that messages and mini codes open. */
  release: 'release' | 'trial' | 'develop'
  /** The official account, for pages opened in WeChat's browser. */
  official?: App
  /** Ids of the message templates; a kind without one is not sent. */
  templates: { moved?: string; promoted?: string; tomorrow?: string }
  /** Token with which webhooks are signed; without it there is no webhook endpoint. */
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

/** A key from base64; undefined unless it is 32 bytes. */
function keyOf(text: string): Uint8Array | undefined {
  const bytes = /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  return bytes.length === KEY_BYTES ? new Uint8Array(bytes) : undefined
}

/** Parses `id:key,id:key`; the first key seals. */
function keysOf(text: string): SealingKeys['keys'] | undefined {
  const keys = text.split(',').map((pair) => {
    const [id = '', key = '', more] = pair.trim().split(':')
    return { id, key: more === undefined && /^[a-z0-9]{1,16}$/.test(id) ? keyOf(key) : undefined }
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return undefined
  return keys.every((one): one is { id: string; key: Uint8Array } => one.key !== undefined) ? keys : undefined
}

/** Reads WeChat's configuration; without an app id it is off. Adds each invalid name to `bad`, never a secret. */
export function readWechat(given: (name: string) => string | undefined, bad: string[]): WechatEnv {
  const wants = (name: string, what: string) => void bad.push(`${name} must be ${what}`)
  const matching = (name: string, sound: RegExp, what: string): string | undefined => {
    const text = given(name)
    if (text !== undefined && !sound.test(text)) wants(name, what)
    return text
  }
  const appOf = (prefix: string): App | undefined => {
    const [id, key] = [`${prefix}APPID`, `${prefix}SECRET`]
    const appid = matching(id, /^wx[0-9a-f]{16}$/, 'an app id such as wx0123456789abcdef')
    const secret = matching(key, /^[0-9a-f]{32}$/, 'an app secret of 32 hex digits')
    if (appid && !secret) wants(key, `set with ${id}`)
    if (secret && !appid) wants(id, `set with ${key}`)
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
  if (sealText && !keys) wants('SEAL_KEYS', 'id:key pairs separated by commas, each key 32 bytes in base64')
  if (findText && !find) wants('FIND_KEY', '32 bytes in base64')
  // Phone numbers and WeChat's access token are sealed.
  const needed = app ? 'WECHAT_APPID' : sealText ? 'SEAL_KEYS' : findText ? 'FIND_KEY' : undefined
  if (needed && !sealText) wants('SEAL_KEYS', `set with ${needed}`)
  if (needed && !findText) wants('FIND_KEY', `set with ${needed}`)

  return {
    ...(app && {
      wechat: { ...app, api, open, release, ...(official && { official }), templates, ...(pushToken && { pushToken }) },
    }),
    ...(keys && find && { sealing: { keys, find } }),
  }
}
