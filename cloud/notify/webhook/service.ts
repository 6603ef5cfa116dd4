import { RETENTION_DAYS } from '@core/account/privacy'
import { DAY, type Instant } from '@core/base/time'
import { TEMPLATES } from '@core/notify/message'
import * as v from 'valibot'
import { deletePhone, findByOpenid } from '../../account/identity/queries'
import { erasePerson } from '../../account/privacy/queries'
import type { Deps } from '../../base/deps'
import { forgetErased } from '../../db/forget'
import { forEachDue } from '../../db/retry'
import { planOf } from '../../wechat/codes'
import type { HandleWebhook, WebhookMessage } from './endpoint'
import { cancelLeavingOfActive, listLeaving, markLeaving, markUndelivered, withdrawPermissions } from './queries'

/** A number, or the same as a string: WeChat's documentation says one, its webhooks send the other. */
const Figures = v.pipe(v.union([v.string(), v.number()]), v.transform(String))
/** A list; WeChat sends a single item without an array around it. */
const listOf = <T extends v.GenericSchema>(one: T) =>
  v.pipe(
    v.unknown(),
    v.transform((list) => (Array.isArray(list) ? list : [list])),
    v.array(one),
  )
const Changes = v.object({ List: listOf(v.object({ TemplateId: v.string(), SubscribeStatusString: v.string() })) })
const Sent = v.object({ List: listOf(v.object({ MsgID: Figures, ErrorCode: Figures })) })
/** Here `FromUserName` is the platform's id, and the person's is `OpenID`. */
const Theirs = v.object({ OpenID: v.string(), RevokeInfo: v.optional(Figures) })
/** `RevokeInfo` of the phone number. The other values (location, pictures, nickname) concern data we do not store. */
const PHONE = '8'

type EventHandler = (deps: Deps, message: WebhookMessage) => Promise<void>

async function personOf({ db, wechat, sealer }: Deps, openid: string): Promise<string | undefined> {
  return wechat && sealer && findByOpenid(db, sealer, wechat.appid, openid)
}

/** End of the second of `CreateTime`, but not after `now`. */
function sentAt({ body }: WebhookMessage, now: Instant): Instant {
  const seconds = Number(body.CreateTime)
  return Number.isSafeInteger(seconds) && seconds > 0 ? Math.min(seconds * 1_000 + 999, now) : now
}

const changed: EventHandler = async (deps, message) => {
  const { List } = v.parse(Changes, message.body)
  const ids = List.filter((one) => one.SubscribeStatusString === 'reject').map((one) => one.TemplateId)
  const templates = TEMPLATES.filter((one) => ids.includes(deps.wechat?.templates[one] ?? ''))
  const person = templates.length > 0 && (await personOf(deps, message.from))
  if (person) await withdrawPermissions(deps.db, person, templates, sentAt(message, deps.now()))
}

const sent: EventHandler = async (deps, message) => {
  const failed = v.parse(Sent, message.body).List.filter((one) => one.ErrorCode !== '0')
  const person = failed.length > 0 && (await personOf(deps, message.from))
  if (!person) return
  for (const { MsgID, ErrorCode } of failed) {
    const refused = planOf('send', Number(ErrorCode)).action === 'tell-person'
    if (await markUndelivered(deps.db, person, MsgID, ErrorCode, refused))
      deps.log({ event: 'message-undelivered', code: ErrorCode })
  }
}

const revoked: EventHandler = async (deps, { body }) => {
  const { OpenID, RevokeInfo } = v.parse(Theirs, body)
  const person = RevokeInfo === PHONE && (await personOf(deps, OpenID))
  if (person) await deletePhone(deps.db, person)
}

const gone: EventHandler = async (deps, { body }) => {
  const person = await personOf(deps, v.parse(Theirs, body).OpenID)
  if (person) await markLeaving(deps.db, person, deps.now())
}

const ignore: EventHandler = async () => undefined

/** Handlers by event name. Each is one SQL statement, so that its effect is persisted when we answer. */
const EVENT_HANDLERS: Record<string, EventHandler> = {
  // The phone reports the permission itself (`allow`); here it would be counted twice.
  subscribe_msg_popup_event: ignore,
  subscribe_msg_change_event: changed,
  subscribe_msg_sent_event: sent,
  user_authorization_revoke: revoked,
  user_authorization_cancellation: gone,
  // We store neither pictures nor nicknames.
  user_info_modified: ignore,
}

/**
 * Handles known events. Unknown and malformed ones are logged and answered as successful, so that WeChat does not
 * retry.
 */
export function createWebhookHandler(deps: Deps): HandleWebhook {
  return async (message) => {
    const name = message.event ?? message.type
    const handler = Object.hasOwn(EVENT_HANDLERS, name) ? EVENT_HANDLERS[name] : undefined
    const what = /^\w{1,64}$/.test(name) ? name : 'other'
    if (!handler) return deps.log({ event: 'wechat-push-unknown', what })
    try {
      await handler(deps, message)
    } catch (fault) {
      if (!(fault instanceof v.ValiError)) throw fault
      deps.log({ event: 'wechat-push-odd', what })
    }
  }
}

/**
 * Erases people who closed their WeChat account and have not used a login since. Those who cannot be erased yet are
 * retried.
 */
export async function eraseLeavers(deps: Pick<Deps, 'db' | 'now' | 'log'>): Promise<void> {
  await cancelLeavingOfActive(deps.db)
  const left = await listLeaving(deps.db, deps.now() - RETENTION_DAYS.wechat * DAY)
  await forEachDue(left, (person) => erasePerson(deps.db, person, deps.now()))
  if (left.length) await forgetErased(deps)
}
