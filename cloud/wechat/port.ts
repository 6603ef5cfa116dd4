import type { MessageTemplate } from '@core/notify/message'
import type { Action, Errcode } from './codes'

/** A failure: WeChat's code, and what the caller should do about it. `wait`: milliseconds before the first retry. */
type Failed = { ok: false; code: Errcode; action: Exclude<Action, 'refresh-token'>; wait?: number }
export type Reply<T> = { ok: true; value: T } | Failed

/** A person's id in one app. `unionid` is common to all our apps, if they are bound to one open platform account. */
type Identity = { openid: string; unionid?: string | undefined }
/** `country`: country code, digits without a plus; `number`: without the country code. */
type PhoneNumber = { country: string; number: string }
export type Message = {
  openid: string
  template: string
  /** Page opened by a tap, with its query, without a leading slash. */
  page?: string | undefined
  /** Values of the template by their keys, such as `thing1`. */
  values: Record<string, string>
}
/** Text to moderate, by its author's openid. `as`: WeChat's scene (profile, comment, forum, journal). */
export type TextToJudge = { openid: string; text: string; as: 'profile' | 'comment' | 'forum' | 'journal' }
/** `held`: undecided (a failure, or WeChat asks for human review); the text is not published. */
export type Judgement = 'pass' | 'risky' | 'held'
/** `scene`: at most 32 characters: letters, digits and !#$&'()*+,/:;=?@-._~ */
type MiniCode = { scene: string; page: string /** Pixels, 280 to 1280. */; width?: number | undefined }
export type Picture = { bytes: Uint8Array; type: 'image/png' | 'image/jpeg' }

/** Port to WeChat's open API. A failed reply says what to do; only faults of our own database throw. */
export type Wechat = {
  /** App id of the mini-program; openids are valid for this app only. */
  appid: string
  /** Token with which WeChat signs webhooks; without it there is no webhook endpoint. */
  pushToken?: string | undefined
  /** The official account, if there is one, and WeChat’s OAuth page that redirects back with a code. */
  official?: { appid: string; authorize: string } | undefined
  /** The version of the mini-program that messages and mini codes open. */
  release: 'release' | 'trial' | 'develop'
  /** Ids of the configured message templates. */
  templates: Partial<Record<MessageTemplate, string | undefined>>
  /** Exchanges a code of `wx.login`. The session key is not read, so that it cannot be stored. */
  login(code: string): Promise<Reply<Identity>>
  /** The same for a page opened from the official account (snsapi_base), which has openids of its own. */
  officialLogin(code: string): Promise<Reply<Identity>>
  /** The unionid, which `snsapi_base` may lack; WeChat returns it for followers of the official account. */
  officialUnionid(openid: string): Promise<Reply<string | undefined>>
  /** Exchanges a code of the phone number button (not a login code). */
  phoneNumber(code: string): Promise<Reply<PhoneNumber>>
  /**
   * Sends a subscription message, which uses up one permission; never retried here. Returns WeChat's msgid, or null.
   */
  send(message: Message): Promise<Reply<string | null>>
  /** Moderates a text of at most 2,500 characters; a longer one is `held`. */
  judge(words: TextToJudge): Promise<Judgement>
  /** Draws a mini code (getwxacodeunlimit). */
  miniCode(code: MiniCode): Promise<Reply<Picture>>
}
