import type { MessageTemplate } from '@core/notify/message'
import type { Action, Errcode } from './codes'

/** Why there is nothing, and what the caller is to do about it; `wait`: milliseconds before the first retry. */
type Failed = { ok: false; code: Errcode; action: Exclude<Action, 'refresh-token'>; wait?: number }
export type Reply<T> = { ok: true; value: T } | Failed

/** Who somebody is to an app of ours; `unionid` is the same in all of them, where they are bound together. */
type Identity = { openid: string; unionid?: string | undefined }
/** `country`: digits without a plus; `number`: without the country. */
type PhoneNumber = { country: string; number: string }
export type Message = {
  openid: string
  template: string
  /** Where a tap on it leads, without a leading slash, with its query. */
  page?: string | undefined
  /** The template's values by their keys, such as `thing1`. */
  values: Record<string, string>
}
/** What somebody wrote, and as what: on their profile, as a comment, to a forum, in a journal. */
export type TextToJudge = { openid: string; text: string; as: 'profile' | 'comment' | 'forum' | 'journal' }
/** `held`: nobody could say, or WeChat wants a person to look; it is not published. */
export type Judgement = 'pass' | 'risky' | 'held'
/** `scene`: at most 32 of letters, digits and !#$&'()*+,/:;=?@-._~ */
type MiniCode = { scene: string; page: string /** 280 to 1280 pixels. */; width?: number | undefined }
export type Picture = { bytes: Uint8Array; type: 'image/png' | 'image/jpeg' }

/** WeChat's open API. A reply that failed says what is to be done; nothing is thrown but by our own database. */
export type Wechat = {
  /** The mini-program’s: an openid is somebody’s to this app alone. */
  appid: string
  /** What WeChat signs its pushes with; absent, none is let in. */
  pushToken?: string | undefined
  /** The official account’s, where there is one, and the page of WeChat’s that sends its readers back with a code. */
  official?: { appid: string; authorize: string } | undefined
  /** Which version of it messages and codes lead to. */
  release: 'release' | 'trial' | 'develop'
  /** The ids of the message templates there are. */
  templates: Partial<Record<MessageTemplate, string | undefined>>
  /** Who holds the code of `wx.login`. Its session key is not read, so nobody can keep it. */
  login(code: string): Promise<Reply<Identity>>
  /** The same for a page that the official account opened (snsapi_base); its openids are others. */
  officialLogin(code: string): Promise<Reply<Identity>>
  /** What `snsapi_base` does not promise to tell, and WeChat tells of those who follow the official account. */
  officialUnionid(openid: string): Promise<Reply<string | undefined>>
  /** Of the button's code, which is another than the login's. */
  phoneNumber(code: string): Promise<Reply<PhoneNumber>>
  /** Uses up one permission. It is never repeated in here. WeChat's number for it, where it gives one. */
  send(message: Message): Promise<Reply<string | null>>
  judge(words: TextToJudge): Promise<Judgement>
  miniCode(code: MiniCode): Promise<Reply<Picture>>
}
