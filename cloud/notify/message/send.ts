import { type Instant, MINUTE, moment } from '@core/base/time'
import { TEMPLATES, templateValues } from '@core/notify/message'
import { openidOf } from '../../account/identity/queries'
import type { Deps } from '../../base/deps'
import { describeFault } from '../../util/fault'
import type { Reply, Wechat } from '../../wechat/port'
import type { Sealer } from '../../wechat/sealed'
import { finishMessage, type LeasedMessage, leaseMessages, pauseAll, queueNotices } from './outbox'
import { type Outcome, outcomeOf } from './outcome'

type Means = Pick<Deps, 'db' | 'now' | 'random' | 'log'>
type Post = Means & { wechat: Wechat; sealer: Sealer }

/** Far longer than sending may take, token included (wechat/apis.ts): a sender without a result by then is dead. */
const LEASE = 2 * MINUTE
/** Time limit of a round; the next one continues. */
const ROUND_MS = 20_000
const ID_BYTES = 12

/** The message cannot be sent: there is no template, or no openid. */
const unsendable = (code: string, { tries }: LeasedMessage, now: Instant): Outcome => ({
  status: 'none',
  code,
  tries,
  nextAt: now,
  permission: 'back',
})

async function sendOne({ db, wechat, sealer, now, log }: Post, one: LeasedMessage): Promise<Outcome> {
  try {
    const template = wechat.templates[one.template]
    if (!template) return unsendable('no-template', one, now())
    const who = await openidOf(db, sealer, wechat.appid, one.person)
    if (!who) return unsendable('no-openid', one, now())
    const { until, startsAt, ...about } = one
    const reply = await wechat.send({
      openid: who.openid,
      template,
      page: one.booking ? `pages/booking/index?id=${one.booking}` : 'pages/agenda/index',
      values: templateValues({ ...about, startsAt: moment(startsAt), ...(until ? { until } : {}) }),
    })
    return outcomeOf(reply, one.tries, now())
  } catch (fault) {
    log({ event: 'message-fault', notice: one.notice, error: describeFault(fault) })
    const reply: Reply<string | null> = { ok: false, code: 'unanswered', action: 'retry' }
    return outcomeOf(reply, one.tries, now())
  }
}

/** Sends batches until the queue is empty or WeChat is not reachable. */
async function sendAll(post: Post): Promise<void> {
  const { db, now, random, log } = post
  const by = Buffer.from(random(ID_BYTES)).toString('hex')
  const from = performance.now()
  while (performance.now() - from < ROUND_MS) {
    const leased = await leaseMessages(db, by, now() + LEASE, now())
    if (leased.length === 0) return
    const sending = leased.filter(({ status }) => status === 'sending')
    const outcomes = await Promise.all(
      sending.map(async (one) => {
        const outcome = await sendOne(post, one)
        await finishMessage(db, by, one, outcome)
        return outcome
      }),
    )
    for (const [at, { status, code }] of outcomes.entries())
      if (status === 'dead') log({ event: 'message-dead', notice: sending[at]?.notice, code: code ?? '' })
    const held = outcomes.find((one) => one.held)
    if (held) return pauseAll(db, held.nextAt)
    // Codes that are not numbers: WeChat did not answer any of these, so the rest can wait.
    if (outcomes.length && outcomes.every(({ code }) => Number.isNaN(Number(code ?? 0)))) return
  }
}

/**
 * Sends notices as WeChat subscription messages. Safe in any number of processes: each message has one sender, and is
 * sent again only if the answer or the sender was lost.
 */
export async function sendMessages(deps: Means & Pick<Deps, 'wechat' | 'sealer'>): Promise<void> {
  const { wechat, sealer } = deps
  if (!wechat || !sealer) return
  const templates = TEMPLATES.filter((one) => wechat.templates[one])
  while ((await queueNotices(deps.db, templates, deps.now())) > 0);
  await sendAll({ ...deps, wechat, sealer })
}
