import { createHash, randomInt } from 'node:crypto'
import type { Instant } from '@core/base/time'

/** WeChat waits so long for an answer, and then comes again, … */
const PATIENCE_MS = 5_000
/** … so often in all. */
const TRIES = 3

const signWebhook = (token: string, timestamp: string, nonce: string): string =>
  createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')

/** How a push differs from an honest one, and how long it is waited for. */
export type WebhookOptions = {
  timestamp?: string
  nonce?: string
  signature?: string
  patience?: number
  tries?: number
}
/** The last answer; undefined where there was none. `tries`: how often it was said. */
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
    /** As when the address is entered in WeChat's console: it wants its own words back. */
    async greet(url: string, odd: WebhookOptions = {}): Promise<WebhookResult> {
      const at = address(url, odd)
      at.searchParams.set('echostr', '5837397520665436492')
      const response = await fetch(at)
      return { status: response.status, text: await response.text(), tries: 1 }
    },
    /** Says it until it is answered with 200 in time. */
    async push(url: string, message: object | string, odd: WebhookOptions = {}): Promise<WebhookResult> {
      const { patience = PATIENCE_MS, tries = TRIES } = odd
      const body = typeof message === 'string' ? message : JSON.stringify(message)
      let last: WebhookResult = { status: undefined, text: '', tries: 0 }
      for (let nth = 1; nth <= tries && last.status !== 200; nth++) {
        try {
          const signal = AbortSignal.timeout(patience)
          const response = await fetch(address(url, odd), { method: 'POST', body, signal })
          last = { status: response.status, text: await response.text(), tries: nth }
        } catch {
          last = { status: undefined, text: '', tries: nth }
        }
      }
      return last
    },
  }
}
