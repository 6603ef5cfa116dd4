import type { Refusal } from '../refusal'
import type { Answer, CallInput, Endpoint, Method } from './endpoint'
import { type EndpointName, type Endpoints, endpoints } from './endpoints'
import type { ErrorCode, Problem } from './error'

export type Request = { method: Method; path: string; headers: Record<string, string>; body?: string }
export type Response = { status: number; headers: Record<string, string>; body: unknown }
/** One exchange with the cloud; throws `NoSignal` when there was none. */
export type Send = (request: Request) => Promise<Response>

/** The request may or may not have arrived: safe to ask again with the same key. */
export class NoSignal extends Error {
  override name = 'NoSignal'
}

export type Result<E extends Endpoint> =
  | { ok: true; answer: Answer<E>; etag?: string | undefined }
  | { ok: false; status: number; why?: Refusal; problem: Problem & { code: ErrorCode | 'refused' } }
  | { ok: 'unchanged' }

type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown; key?: string }

/** Neither URL nor URLSearchParams exists in a mini-program. */
function pathOf(endpoint: Endpoint, { params = {}, query = {} }: Loose): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}

/** Where a row of the contract is asked for, for what is fetched by other means than a call. */
export const addressOf = <N extends EndpointName>(name: N, input: CallInput<Endpoints[N]>): string =>
  pathOf(endpoints[name], input as Loose)

/** The contract as typed calls over any way to send. `token` is asked at every call: logins come and go. */
export function createClient(send: Send, token: () => string | undefined) {
  return async function call<N extends EndpointName>(
    name: N,
    input: CallInput<Endpoints[N]>,
    etag?: string,
  ): Promise<Result<Endpoints[N]>> {
    const endpoint: Endpoint = endpoints[name]
    const loose = input as Loose
    const held = token()
    const response = await send({
      method: endpoint.method,
      path: pathOf(endpoint, loose),
      headers: {
        ...(held ? { authorization: `Bearer ${held}` } : {}),
        ...(loose.key ? { 'idempotency-key': loose.key } : {}),
        ...(etag ? { 'if-none-match': etag } : {}),
        ...(endpoint.body ? { 'content-type': 'application/json' } : {}),
      },
      ...(endpoint.body ? { body: JSON.stringify(loose.body) } : {}),
    })
    if (response.status === 304) return { ok: 'unchanged' }
    const spoken = typeof response.body === 'object' && response.body !== null
    if (response.status === endpoint.status && spoken) {
      return { ok: true, answer: response.body as Answer<Endpoints[N]>, etag: response.headers.etag }
    }
    const problem = response.body as Problem & { code: ErrorCode | 'refused' }
    // A gateway in between may answer in its own words; that is no answer of ours.
    if (typeof problem?.code !== 'string') throw new NoSignal(`status ${response.status}`)
    const refused = response.status === 409
    return { ok: false, status: response.status, problem, ...(refused ? { why: response.body as Refusal } : {}) }
  }
}
