import { createHash, timingSafeEqual } from 'node:crypto'
import { type Instant, MINUTE } from '@core/base/time'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Deps } from '../../base/deps'
import type { Vars } from '../../base/vars'
import { sha256 } from '../../util/hash'
import { forgetWebhook, recordWebhook } from '../../wechat/queries'

/** A webhook message with WeChat's own names; `from` is an openid. */
export type WebhookMessage = { type: string; event?: string; from: string; body: Readonly<Record<string, unknown>> }
/** Handles a message. It must persist its effect before it resolves: WeChat does not redeliver after our answer. */
export type HandleWebhook = (message: WebhookMessage) => Promise<void>

const BODY_MOST = 64 * 1024
/** Oldest (or most future) timestamp accepted. */
const AGE_MOST = 5 * MINUTE
/** WeChat waits 5 s for an answer. */
const ANSWER_MS = 4_000

const digest = (text: string) => createHash('sha1').update(text).digest()

/** WeChat's signature: SHA-1 of token, timestamp and nonce, sorted and joined. It does not cover the body. */
export function isSigned(token: string, timestamp: string, nonce: string, signature: string): boolean {
  const given = Buffer.from(/^[0-9a-f]{40}$/.test(signature) ? signature : '', 'hex')
  const expected = digest([token, timestamp, nonce].sort().join(''))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

type Query = (name: string) => string | undefined
/** The replay key of a correctly signed and recent request, or undefined. */
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
 * Deduplication key of a message: its MsgId, or for an event, which has none, a hash of its body. The id is read from
 * the text, because it can exceed the safe integers of JSON.parse.
 */
function nameOf(text: string, { body }: WebhookMessage): string {
  const number = /"MsgId"\s*:\s*"?(\d+)/.exec(text)?.[1]
  return sha256(number ? `id ${number}` : JSON.stringify(body))
}

type PushDeps = Pick<Deps, 'db' | 'now' | 'log'>

/** True if handled, or still running after `patience` ms; false if it failed in time, so that WeChat redelivers. */
async function handled(deps: PushDeps, name: string, work: Promise<void>, patience: number): Promise<boolean> {
  const done = work.then(
    () => true,
    async (fault: Error) => {
      // Only the error's name: its message may contain personal data.
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

/** Webhook endpoint for WeChat's message push, mounted at `/wechat/push`. Plain mode, JSON. */
export function webhookRoutes(deps: PushDeps, token: string, handle: HandleWebhook, patience = ANSWER_MS): Hono<Vars> {
  const app = new Hono<Vars>()
  // Answered here: thrown, it would be logged by the app as a fault, by anybody who sends one.
  app.use(bodyLimit({ maxSize: BODY_MOST, onError: (c) => c.text('', 413) }))
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
    const recorded = await recordWebhook(deps.db, name, nonce, deps.now())
    if (recorded === 'replayed') return c.text('', 401)
    const isDone = recorded === 'again' || (await handled(deps, name, handle(message), patience))
    return isDone ? c.text('success') : c.text('', 500)
  })
  return app
}
