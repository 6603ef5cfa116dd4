import type { Refusal } from '../base/refusal'
import type { Answer, CallInput, Endpoint } from './endpoint'
import { type EndpointName, type Endpoints, endpoints } from './endpoints'
import type { ErrorCode, Problem } from './error'
import { type RetryClock, retry } from './retry'
import { NoSignal, type Request, type Response, type Send } from './transport'

export type CallResult<E extends Endpoint> =
  | { ok: true; answer: Answer<E> }
  | { ok: false; status: number; why?: Refusal; problem: Problem & { code: ErrorCode | 'refused' } }
  | { ok: 'unchanged' }

type LooseInput = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown; key?: string }

/** Path and query of a request, built by hand: a mini-program has neither URL nor URLSearchParams. */
function pathOf(endpoint: Endpoint, { params = {}, query = {} }: LooseInput): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}

/** Path and query of an endpoint, for files that are fetched by other means than a call. */
export const addressOf = <N extends EndpointName>(name: N, input: CallInput<Endpoints[N]>): string =>
  pathOf(endpoints[name], input as LooseInput)

/** Result of a response. Throws `NoSignal` where the response is not one of this API's. */
function toResult<N extends EndpointName>(name: N, { status, body }: Response): CallResult<Endpoints[N]> {
  if (status === 304) return { ok: 'unchanged' }
  const isObject = typeof body === 'object' && body !== null
  if (status === endpoints[name].status && isObject) {
    return { ok: true, answer: body as Answer<Endpoints[N]> }
  }
  const problem = body as Problem & { code: ErrorCode | 'refused' }
  // A gateway in between may answer in its own format; that says nothing about the request.
  if (typeof problem?.code !== 'string') throw new NoSignal(`status ${status}`)
  return { ok: false, status, problem, ...(status === 409 ? { why: body as Refusal } : {}) }
}

/** Retry-After of a 503 or 429 in milliseconds; undefined for any other status, or where the header is absent or a date. */
const retryAfterOf = ({ status, headers }: Response): number | undefined =>
  (status === 503 || status === 429) && /^\d{1,4}$/.test(headers['retry-after'] ?? '')
    ? Number(headers['retry-after']) * 1_000
    : undefined

/**
 * Typed client of the contract over any transport; idempotent requests are retried (retry.ts). `token` is read at every
 * call, because logins change.
 */
export function createClient(send: Send, token: () => string | undefined, waiting: RetryClock) {
  return async function call<N extends EndpointName>(
    name: N,
    input: CallInput<Endpoints[N]>,
  ): Promise<CallResult<Endpoints[N]>> {
    const endpoint: Endpoint = endpoints[name]
    const loose = input as LooseInput
    const held = token()
    const request: Request = {
      method: endpoint.method,
      path: pathOf(endpoint, loose),
      headers: {
        ...(held ? { authorization: `Bearer ${held}` } : {}),
        ...(loose.key ? { 'idempotency-key': loose.key } : {}),
        ...(endpoint.body ? { 'content-type': 'application/json' } : {}),
      },
      ...(endpoint.body ? { body: JSON.stringify(loose.body) } : {}),
    }
    const ask = async () => {
      const response = await send(request)
      return { result: toResult(name, response), later: retryAfterOf(response) }
    }
    return retry(endpoint, ask, waiting)
  }
}
