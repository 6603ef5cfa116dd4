import { createHash, randomInt } from 'node:crypto'
import type { Instant } from '@core/base/time'

/** WeChat's timeout for an answer, after which it tries again. */
const PATIENCE_MS = 5_000
/** Tries in all. */
const TRIES = 3

const signWebhook = (token: string, timestamp: string, nonce: string): string =>
  createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')

/** Deviations from a genuine webhook, and the timeout and number of tries. */
export type WebhookOptions = {
  timestamp?: string
  nonce?: string
  signature?: string
  patience?: number
  tries?: number
}
/** The last answer; its status is undefined if there was none. `tries`: number of tries. */
export type WebhookResult = { status: number | undefined; text: string; tries: number }

export function createWebhook(now: () => Instant, token: string) {
  const address = (url: string, { timestamp, nonce, signature }: WebhookOptions): URL => {
    const at = new URL(url)
    const [time, number] = [timestamp ?? String(Math.floor(now() / 1000)), nonce ?? String(randomInt(1e9, 1e10))]
    at.searchParams.set('timestamp', time)
    at.searchParams.set('nonce', number)
    at.searchParams.set('signature', signature ?? signWebhook(token, time, number))
    return at
  }
  return {
    /** Verification when the URL is entered in WeChat's console: it expects its echostr back. */
    async greet(url: string, options: WebhookOptions = {}): Promise<WebhookResult> {
      const at = address(url, options)
      at.searchParams.set('echostr', '5837397520665436492')
      const response = await fetch(at)
      return { status: response.status, text: await response.text(), tries: 1 }
    },
    /** Sends a webhook until it is answered with 200 in time. */
    async push(url: string, message: object | string, options: WebhookOptions = {}): Promise<WebhookResult> {
      const { patience = PATIENCE_MS, tries = TRIES } = options
      const body = typeof message === 'string' ? message : JSON.stringify(message)
      let last: WebhookResult = { status: undefined, text: '', tries: 0 }
      for (let nth = 1; nth <= tries && last.status !== 200; nth++) {
        try {
          const signal = AbortSignal.timeout(patience)
          const response = await fetch(address(url, options), { method: 'POST', body, signal })
          last = { status: response.status, text: await response.text(), tries: nth }
        } catch {
          last = { status: undefined, text: '', tries: nth }
        }
      }
      return last
    },
  }
}
