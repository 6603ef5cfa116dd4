import { APIS, type Api } from './apis'
import type { Silence } from './codes'

export type WechatRequest = { query?: Record<string, string>; body?: object | undefined }
/** The raw response body, or why there is none. */
export type WechatResponse = { bytes: Uint8Array } | { silence: Silence }
export type WechatTransport = (api: Api, asked: WechatRequest, signal: AbortSignal) => Promise<WechatResponse>

/** Error codes of failed connections: WeChat received nothing. */
const NOT_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

const causeOf = (fault: unknown): string => String((fault as { cause?: { code?: unknown } })?.cause?.code ?? '')

/** HTTP transport to WeChat. The URL contains the token or the secret, so it must not get into a message or a log. */
export function createWechatTransport(fetch: typeof globalThis.fetch, base: string): WechatTransport {
  return async (api, { query = {}, body }, signal) => {
    const { method, path } = APIS[api]
    const url = new URL(base + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    try {
      const response = await fetch(url, {
        method,
        signal,
        // The secret must not be sent on to another host.
        redirect: 'error',
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      })
      // WeChat's errors come with status 200: any other status is from a proxy in between.
      if (response.status !== 200) return { silence: 'garbled' }
      return { bytes: new Uint8Array(await response.arrayBuffer()) }
    } catch (fault) {
      return { silence: NOT_CONNECTED.includes(causeOf(fault)) ? 'unreachable' : 'unanswered' }
    }
  }
}
