import type { Instant } from '@core/base/time'
import * as v from 'valibot'
import type { Db } from '../db/port'
import type { LogEvent } from '../util/log-event'
import type { Api } from './apis'
import { createWechatTransport, type WechatRequest } from './ask'
import { type Answer, createCall } from './call'
import { judge } from './judge'
import type { Picture, Reply, Wechat } from './port'
import type { Sealer } from './sealed'
import type { WechatSettings } from './settings'
import { createTokens } from './token'

export type WechatDeps = {
  db: Db
  now: () => Instant
  random: (bytes: number) => Uint8Array
  log: (event: LogEvent) => void
  sealer: Sealer
  fetch?: typeof globalThis.fetch
  pause?: (ms: number) => Promise<void>
  timeout?: (ms: number) => AbortSignal
}

const text = v.pipe(v.string(), v.minLength(1))
const Who = v.object({ openid: text, unionid: v.optional(text) })
/** A reader of a page snapshot (快照頁) has a virtual openid that identifies nobody, so it does not parse. */
const Reader = v.pipe(
  v.object({ ...Who.entries, is_snapshotuser: v.optional(v.literal(0)) }),
  v.transform(({ openid, unionid }) => ({ openid, ...(unionid ? { unionid } : {}) })),
)
const Follower = v.pipe(
  v.object({ openid: text, unionid: v.optional(text) }),
  v.transform(({ unionid }) => unionid),
)
const AccessToken = v.pipe(
  v.object({ access_token: text, expires_in: v.pipe(v.number(), v.minValue(1)) }),
  v.transform(({ access_token, expires_in }) => ({ value: access_token, seconds: expires_in })),
)
const SentMessage = v.pipe(
  v.object({ errcode: v.literal(0), msgid: v.optional(v.string()) }),
  v.transform(({ msgid }) => msgid ?? null),
)
const phoneOf = (appid: string) =>
  v.pipe(
    v.object({
      phone_info: v.object({
        purePhoneNumber: v.pipe(v.string(), v.regex(/^\d{4,20}$/)),
        countryCode: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,4}$/)),
        // The watermark must be our app's: a number disclosed to another app is not accepted.
        watermark: v.object({ appid: v.literal(appid) }),
      }),
    }),
    v.transform(({ phone_info: { countryCode, purePhoneNumber } }) => ({
      country: countryCode,
      number: purePhoneNumber,
    })),
  )
const PNG = 0x89
const Drawn = v.pipe(
  v.object({ picture: v.instance(Uint8Array) }),
  v.check(({ picture }) => picture.length > 0),
  v.transform(({ picture: bytes }): Picture => ({ bytes, type: bytes[0] === PNG ? 'image/png' : 'image/jpeg' })),
)

/** `miniprogram_state` of a message, by release. */
const STATES = { release: 'formal', trial: 'trial', develop: 'developer' } as const

/** If refreshing the token did not help, the caller should retry later. */
const toReply = <T>(answer: Answer<T>): Reply<T> =>
  answer.ok || answer.action !== 'refresh-token' ? (answer as Reply<T>) : { ...answer, action: 'retry' }

/** No official account is configured, so WeChat is not asked. */
const NO_ACCOUNT = { ok: false, code: 40013, action: 'stop' } as const

const realPause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const realTimeout = (ms: number) => AbortSignal.timeout(ms)

/** WeChat's open API at `settings.api`. */
export function createWechat(settings: WechatSettings, means: WechatDeps): Wechat {
  const { appid, secret, official, release } = settings
  const { fetch = globalThis.fetch, pause = realPause, timeout = realTimeout, log } = means
  const call = createCall(createWechatTransport(fetch, settings.api), pause, log, timeout)
  const tokensOf = (app: { appid: string; secret: string }) =>
    createTokens({ ...means, pause, appid: app.appid }, (force) => {
      const body = { grant_type: 'client_credential', ...app, force_refresh: force }
      return call('stable_token', { body }, AccessToken)
    })
  const tokens = tokensOf({ appid, secret })
  const officialTokens = official && tokensOf(official)

  /** Calls with an access token of ours; if WeChat refuses it, once more with a new one. */
  async function withToken<T>(
    api: Api,
    { query, body }: WechatRequest,
    read: v.GenericSchema<unknown, T>,
    by = tokens,
  ): Promise<Reply<T>> {
    const ask = (token: string) => call(api, { query: { ...query, access_token: token }, body }, read)
    const first = await by.take()
    if (!first.ok) return toReply(first)
    const answer = await ask(first.value.value)
    if (answer.ok || answer.action !== 'refresh-token') return toReply(answer)
    const second = await by.take(first.value.generation)
    if (!second.ok) return toReply(second)
    return toReply(await ask(second.value.value))
  }
  const grant = { grant_type: 'authorization_code' }

  return {
    appid,
    pushToken: settings.pushToken,
    official: official && { appid: official.appid, authorize: `${settings.open}/connect/oauth2/authorize` },
    release,
    templates: settings.templates,
    async login(code) {
      return toReply(await call('jscode2session', { query: { appid, secret, js_code: code, ...grant } }, Who))
    },
    async officialLogin(code) {
      if (!official) return NO_ACCOUNT
      return toReply(await call('oauth2', { query: { ...official, code, ...grant } }, Reader))
    },
    async officialUnionid(openid) {
      if (!officialTokens) return NO_ACCOUNT
      return withToken('user_info', { query: { openid } }, Follower, officialTokens)
    },
    phoneNumber: (code) => withToken('getuserphonenumber', { body: { code } }, phoneOf(appid)),
    send({ openid, template, page, values }) {
      const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]))
      const body = { touser: openid, template_id: template, page, data, miniprogram_state: STATES[release] }
      return withToken('send', { body }, SentMessage)
    },
    judge: (words) => judge((body, read) => withToken('msg_sec_check', { body }, read), words),
    miniCode({ scene, page, width }) {
      // Trial versions may have pages that are not published yet.
      const check_path = release === 'release'
      return withToken('getwxacodeunlimit', { body: { scene, page, width, check_path, env_version: release } }, Drawn)
    },
  }
}
