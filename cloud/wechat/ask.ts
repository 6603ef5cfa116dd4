import { APIS, type Api } from './apis'
import type { Silence } from './codes'

export type WechatRequest = { query?: Record<string, string>; body?: object | undefined }
/** What came back, whatever it is; or why nothing did. */
export type WechatResponse = { bytes: Uint8Array } | { silence: Silence }
export type WechatTransport = (api: Api, asked: WechatRequest, signal: AbortSignal) => Promise<WechatResponse>

/** Where no connection came about, so that nothing was said. */
const NOBODY = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

const causeOf = (fault: unknown): string => String((fault as { cause?: { code?: unknown } })?.cause?.code ?? '')

/** One request, and what was heard. The address holds the token or the secret: it goes into no message and no log. */
export function createWechatTransport(fetch: typeof globalThis.fetch, base: string): WechatTransport {
  return async (api, { query = {}, body }, signal) => {
    const { method, path } = APIS[api]
    const url = new URL(base + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    try {
      const response = await fetch(url, {
        method,
        signal,
        // A secret follows nobody elsewhere.
        redirect: 'error',
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      })
      // WeChat's no comes with 200: any other status is somebody's on the way.
      if (response.status !== 200) return { silence: 'garbled' }
      return { bytes: new Uint8Array(await response.arrayBuffer()) }
    } catch (fault) {
      return { silence: NOBODY.includes(causeOf(fault)) ? 'unreachable' : 'unanswered' }
    }
  }
}
