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

/** Far longer than a message may take with its token and all (wechat/apis.ts): who has not written by then has died. */
const LEASE = 2 * MINUTE
/** A round ends by then; the next goes on. */
const ROUND_MS = 20_000
const ID_BYTES = 12

/** There was something to send, and nothing to send it by. */
const nothingFor = (code: string, { tries }: LeasedMessage, now: Instant): Outcome => ({
  status: 'none',
  code,
  tries,
  nextAt: now,
  permission: 'back',
})

async function sendOne({ db, wechat, sealer, now, log }: Post, one: LeasedMessage): Promise<Outcome> {
  try {
    const template = wechat.templates[one.template]
    if (!template) return nothingFor('no-template', one, now())
    const who = await openidOf(db, sealer, wechat.appid, one.person)
    if (!who) return nothingFor('no-openid', one, now())
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

/** Batch after batch, until there is nothing to send, or no use in trying. */
async function sendAll(post: Post): Promise<void> {
  const { db, now, random, log } = post
  const by = Buffer.from(random(ID_BYTES)).toString('hex')
  const from = performance.now()
  while (performance.now() - from < ROUND_MS) {
    const claimed = await leaseMessages(db, by, now() + LEASE, now())
    if (claimed.length === 0) return
    const sending = claimed.filter(({ status }) => status === 'sending')
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
    // Whoever is not there for all of these is not there for the others.
    if (outcomes.length && outcomes.every(({ code }) => Number.isNaN(Number(code ?? 0)))) return
  }
}

/**
 * What was told goes out by WeChat. Any number of processes may do this at once: each message has one sender, and is
 * sent again only when the answer, or the sender, got lost.
 */
export async function sendMessages(deps: Means & Pick<Deps, 'wechat' | 'sealer'>): Promise<void> {
  const { wechat, sealer } = deps
  if (!wechat || !sealer) return
  const templates = TEMPLATES.filter((one) => wechat.templates[one])
  while ((await queueNotices(deps.db, templates, deps.now())) > 0);
  await sendAll({ ...deps, wechat, sealer })
}
