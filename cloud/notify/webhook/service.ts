import { RETENTION_DAYS } from '@core/account/privacy'
import { DAY, type Instant } from '@core/base/time'
import { TEMPLATES } from '@core/notify/message'
import * as v from 'valibot'
import { deletePhone, findByOpenid } from '../../account/identity/queries'
import { erasePerson } from '../../account/privacy/queries'
import type { Deps } from '../../base/deps'
import { forEachDue } from '../../db/retry'
import { planOf } from '../../wechat/codes'
import type { HandleWebhook, WebhookMessage } from './endpoint'
import { cancelLeavingOfActive, listLeaving, markLeaving, markUndelivered, withdrawPermissions } from './queries'

/** A number, or the same in letters: WeChat's pages say one, and its pushes are the other. */
const Figures = v.pipe(v.union([v.string(), v.number()]), v.transform(String))
/** One of them comes without a list around it. */
const listOf = <T extends v.GenericSchema>(one: T) =>
  v.pipe(
    v.unknown(),
    v.transform((list) => (Array.isArray(list) ? list : [list])),
    v.array(one),
  )
const Changes = v.object({ List: listOf(v.object({ TemplateId: v.string(), SubscribeStatusString: v.string() })) })
const Sent = v.object({ List: listOf(v.object({ MsgID: Figures, ErrorCode: Figures })) })
/** `FromUserName` is the platform's there. */
const Theirs = v.object({ OpenID: v.string(), RevokeInfo: v.optional(Figures) })
/** What of somebody's they take back: the telephone number. Of the rest (a place, pictures, a nickname) nothing is kept. */
const PHONE = '8'

type EventHandler = (deps: Deps, message: WebhookMessage) => Promise<void>

async function whoIs({ db, wechat, sealer }: Deps, openid: string): Promise<string | undefined> {
  return wechat && sealer && findByOpenid(db, sealer, wechat.appid, openid)
}

/** The end of the second that WeChat names. */
function saidAt({ body }: WebhookMessage, now: Instant): Instant {
  const seconds = Number(body.CreateTime)
  return Number.isSafeInteger(seconds) && seconds > 0 ? Math.min(seconds * 1_000 + 999, now) : now
}

const changed: EventHandler = async (deps, message) => {
  const { List } = v.parse(Changes, message.body)
  const ids = List.filter((one) => one.SubscribeStatusString === 'reject').map((one) => one.TemplateId)
  const templates = TEMPLATES.filter((one) => ids.includes(deps.wechat?.templates[one] ?? ''))
  const person = templates.length > 0 && (await whoIs(deps, message.from))
  if (person) await withdrawPermissions(deps.db, person, templates, saidAt(message, deps.now()))
}

const sent: EventHandler = async (deps, message) => {
  const failed = v.parse(Sent, message.body).List.filter((one) => one.ErrorCode !== '0')
  const person = failed.length > 0 && (await whoIs(deps, message.from))
  if (!person) return
  for (const { MsgID, ErrorCode } of failed) {
    const refused = planOf('send', Number(ErrorCode)).action === 'tell-person'
    if (await markUndelivered(deps.db, person, MsgID, ErrorCode, refused))
      deps.log({ event: 'message-undelivered', code: ErrorCode })
  }
}

const revoked: EventHandler = async (deps, { body }) => {
  const { OpenID, RevokeInfo } = v.parse(Theirs, body)
  const person = RevokeInfo === PHONE && (await whoIs(deps, OpenID))
  if (person) await deletePhone(deps.db, person)
}

const gone: EventHandler = async (deps, { body }) => {
  const person = await whoIs(deps, v.parse(Theirs, body).OpenID)
  if (person) await markLeaving(deps.db, person, deps.now())
}

const ignore: EventHandler = async () => undefined

/** What WeChat tells us, by its name. Each is a statement of our own: to do it is to write it down. */
const EVENT_HANDLERS: Record<string, EventHandler> = {
  // The phone has told us itself what was tapped; counted here as well it would be two.
  subscribe_msg_popup_event: ignore,
  subscribe_msg_change_event: changed,
  subscribe_msg_sent_event: sent,
  user_authorization_revoke: revoked,
  user_authorization_cancellation: gone,
  // Neither picture nor nickname of theirs is here.
  user_info_modified: ignore,
}

/** What is known is done; the rest, and what is not as it should be, is answered all the same, and stands in the log. */
export function createWebhookHandler(deps: Deps): HandleWebhook {
  return async (message) => {
    const name = message.event ?? message.type
    const hear = Object.hasOwn(EVENT_HANDLERS, name) ? EVENT_HANDLERS[name] : undefined
    const what = /^\w{1,64}$/.test(name) ? name : 'other'
    if (!hear) return deps.log({ event: 'wechat-push-unknown', what })
    try {
      await hear(deps, message)
    } catch (fault) {
      if (!(fault instanceof v.ValiError)) throw fault
      deps.log({ event: 'wechat-push-odd', what })
    }
  }
}

/** Those who gave up their WeChat and have used no login of theirs since. Who cannot be erased yet is asked about again. */
export async function eraseLeavers(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await cancelLeavingOfActive(deps.db)
  const left = await listLeaving(deps.db, deps.now() - RETENTION_DAYS.wechat * DAY)
  await forEachDue(left, (person) => erasePerson(deps.db, person, deps.now()))
}
