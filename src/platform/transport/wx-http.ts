import { NoSignal, type Request } from '@core/contract/transport'

/** A person waits no longer for a page, and somewhat longer for a file. */
export const TIMEOUT_MS = 10_000
export const FILE_TIMEOUT_MS = 30_000

/** Neither `wx.request` nor a container knows PATCH, so the cloud is told what is meant in a header. */
export const toWxRequest = ({ method, headers }: Pick<Request, 'method' | 'headers'>) =>
  method === 'PATCH'
    ? { method: 'POST' as const, header: { ...headers, 'x-http-method-override': 'PATCH' } }
    : { method, header: headers }

/** Each phone writes the names of headers in its own way. */
export const lowerCaseHeaders = (header: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]))

/** Whatever WeChat says instead of an answer: no network, too late, too large, no such function. */
export function throwNoSignal(fault: unknown): never {
  throw new NoSignal((fault as { errMsg?: string }).errMsg ?? String(fault))
}
