import { createHash, timingSafeEqual } from 'node:crypto'
import { type Instant, MINUTE } from '@core/base/time'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Deps } from '../../base/deps'
import type { Vars } from '../../base/vars'
import { sha256 } from '../../util/hash'
import { forgetWebhook, recordWebhook } from '../../wechat/queries'

/** What WeChat tells us, by its own names; `from` is an openid. */
export type WebhookMessage = { type: string; event?: string; from: string; body: Readonly<Record<string, unknown>> }
/** Writes down what is to be done: once we have answered, WeChat does not come again. */
export type HandleWebhook = (message: WebhookMessage) => Promise<void>

const BODY_MOST = 64 * 1024
const AGE_MOST = 5 * MINUTE
/** WeChat waits five seconds. */
const ANSWER_MS = 4_000

const digest = (text: string) => createHash('sha1').update(text).digest()

/** WeChat's own: the token, the time and a number, sorted and put together. It says nothing about what is sent. */
export function isSigned(token: string, timestamp: string, nonce: string, signature: string): boolean {
  const said = Buffer.from(/^[0-9a-f]{40}$/.test(signature) ? signature : '', 'hex')
  const right = digest([token, timestamp, nonce].sort().join(''))
  return said.length === right.length && timingSafeEqual(said, right)
}

type Query = (name: string) => string | undefined
/** What an honest and recent push is known by, or undefined. */
function signedNonce(query: Query, token: string, now: Instant): string | undefined {
  const [timestamp = '', nonce = ''] = [query('timestamp'), query('nonce')]
  if (!/^\d{1,11}$/.test(timestamp) || !/^[\w-]{1,64}$/.test(nonce)) return undefined
  if (!isSigned(token, timestamp, nonce, query('signature') ?? '')) return undefined
  return Math.abs(now - Number(timestamp) * 1_000) <= AGE_MOST ? `${timestamp} ${nonce}` : undefined
}

function readPush(text: string): WebhookMessage | undefined {
  try {
    const body: Record<string, unknown> = JSON.parse(text)
    const { MsgType: type, Event: event, FromUserName: from } = body
    if (typeof type !== 'string' || typeof from !== 'string') return undefined
    return { type, from, body, ...(typeof event === 'string' ? { event } : {}) }
  } catch {
    return undefined
  }
}

/**
 * Its number where it has one; an event has none, and is the same when all that it says is. The number is taken from the
 * text: it is larger than what JSON.parse keeps apart.
 */
function nameOf(text: string, { body }: WebhookMessage): string {
  const number = /"MsgId"\s*:\s*"?(\d+)/.exec(text)?.[1]
  return sha256(number ? `id ${number}` : JSON.stringify(body))
}

type PushDeps = Pick<Deps, 'db' | 'now' | 'log'>

/** Handled, or late; false when it failed in time, so that WeChat should come again. */
async function handled(deps: PushDeps, name: string, work: Promise<void>, patience: number): Promise<boolean> {
  const done = work.then(
    () => true,
    async (fault: Error) => {
      // Not what the message says: it names somebody.
      deps.log({ event: 'wechat-push-fault', error: fault.name })
      await forgetWebhook(deps.db, name).catch(() => undefined)
      return false
    },
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patience, true)
  })
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}

/** Where WeChat pushes to: `app.route('/wechat/push', pushRoutes(…))`. Plain mode, JSON. */
export function webhookRoutes(deps: PushDeps, token: string, handle: HandleWebhook, patience = ANSWER_MS): Hono<Vars> {
  const app = new Hono<Vars>()
  app.use(bodyLimit({ maxSize: BODY_MOST }))
  app.get('/', (c) => {
    const nonce = signedNonce((name) => c.req.query(name), token, deps.now())
    return nonce ? c.text(c.req.query('echostr') ?? '') : c.text('', 401)
  })
  app.post('/', async (c) => {
    const nonce = signedNonce((name) => c.req.query(name), token, deps.now())
    if (!nonce) return c.text('', 401)
    const text = await c.req.text()
    const message = readPush(text)
    if (!message) return c.text('', 400)
    const name = nameOf(text, message)
    const noted = await recordWebhook(deps.db, name, nonce, deps.now())
    if (noted === 'replayed') return c.text('', 401)
    const isDone = noted === 'again' || (await handled(deps, name, handle(message), patience))
    return isDone ? c.text('success') : c.text('', 500)
  })
  return app
}
