import { NoSignal, type Request } from '@core/contract/transport'

/** Timeouts of a request and of a file download. */
export const TIMEOUT_MS = 10_000
export const FILE_TIMEOUT_MS = 30_000

/** Method override: neither `wx.request` nor callContainer supports PATCH, so it is sent as POST with a header. */
export const toWxRequest = ({ method, headers }: Pick<Request, 'method' | 'headers'>) =>
  method === 'PATCH'
    ? { method: 'POST' as const, header: { ...headers, 'x-http-method-override': 'PATCH' } }
    : { method, header: headers }

/** Header names in lower case: phones differ in their spelling. */
export const lowerCaseHeaders = (header: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]))

/** Maps every WeChat failure without an HTTP answer (no network, timeout, too large, unknown function) to NoSignal. */
export function throwNoSignal(fault: unknown): never {
  throw new NoSignal((fault as { errMsg?: string }).errMsg ?? String(fault))
}
