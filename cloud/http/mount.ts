import type { Answer, Checked, Endpoint } from '@core/contract/endpoint'
import { type EndpointName, type Endpoints, endpoints } from '@core/contract/endpoints'
import type { Verdict } from '@core/refusal'
import { type Language, sayRefusal } from '@core/words/say'
import type { Context, Hono } from 'hono'
import type { FindCaller } from '../login/service'
import type { Caller } from './caller'
import { readInput } from './input'
import { Wrong } from './wrong'

export type Vars = { Variables: { requestId: string; language: Language } }

/** An answer kept from before, given again byte for byte. */
type Kept = { kept: { status: number; body: string } }

type Asked<E extends Endpoint> = Checked<E> & {
  caller: E['who'] extends 'anyone' ? Caller | undefined : Caller
  language: Language
  requestId: string
}
/** An answer that is the same for everybody, made once: its text, that pressed, and the tag by which it is known. */
type Packed = { packed: { etag: string; text: string; gzip: Uint8Array<ArrayBuffer> } }
type Reply<E extends Endpoint> = Verdict<Answer<E>> | Kept | Packed
type Handler<N extends EndpointName> = (asked: Asked<Endpoints[N]>) => Promise<Reply<Endpoints[N]>>

export type Handlers<N extends EndpointName> = { [K in N]: Handler<K> }

const bearer = (c: Context): string | undefined =>
  /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1]

const JSON_TYPE = { 'content-type': 'application/json' }

function answerPacked({ packed: { etag, text, gzip } }: Packed, c: Context<Vars>) {
  c.header('etag', etag)
  c.header('cache-control', 'no-cache')
  c.header('vary', 'Accept-Encoding')
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(etag)) return c.body(null, 304)
  const pressed = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(c.req.header('accept-encoding') ?? '')
  return pressed ? c.body(gzip, 200, { ...JSON_TYPE, 'content-encoding': 'gzip' }) : c.body(text, 200, JSON_TYPE)
}

async function answer(findCaller: FindCaller, endpoint: Endpoint, handler: Handler<EndpointName>, c: Context<Vars>) {
  const token = bearer(c)
  const caller = token ? await findCaller(token) : undefined
  if (endpoint.who !== 'anyone' && !caller) throw new Wrong('login-needed')
  const input = await readInput(endpoint, c)
  const { language, requestId } = c.var
  const reply = await handler({ ...input, caller, language, requestId } as Parameters<typeof handler>[0])
  if ('kept' in reply) return c.body(reply.kept.body, reply.kept.status as 200, JSON_TYPE)
  if ('packed' in reply) return answerPacked(reply, c)
  if (!reply.ok) {
    const body = { code: 'refused', message: sayRefusal(language, reply.why), requestId, ...reply.why }
    return c.json(body, 409)
  }
  return c.json(reply.value as object, endpoint.status)
}

/** WeChat's `wx.request` knows no PATCH: it says POST, and here what it means. */
const meansPatch = (c: Context): boolean => c.req.header('x-http-method-override')?.toUpperCase() === 'PATCH'

/** Puts each row of the contract that `handlers` answers on the app. */
export function mount<N extends EndpointName>(app: Hono<Vars>, findCaller: FindCaller, handlers: Handlers<N>): void {
  for (const name of Object.keys(handlers) as N[]) {
    const endpoint: Endpoint = endpoints[name]
    const handler = handlers[name] as unknown as Handler<EndpointName>
    app.on(endpoint.method, endpoint.path, (c) => answer(findCaller, endpoint, handler, c))
    if (endpoint.method === 'PATCH') {
      app.post(endpoint.path, (c, next) => (meansPatch(c) ? answer(findCaller, endpoint, handler, c) : next()))
    }
  }
}
