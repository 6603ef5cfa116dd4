import { type Endpoint, type FileAnswer, type FileType, isPublic } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import type { Context, Hono } from 'hono'
import type { Vars } from '../../base/vars'
import { sha256 } from '../../util/hash'
import type { Dispatch } from '../dispatch'
import type { CachedReply } from '../handler'
import { dispositionOf } from './disposition'

const bearer = (c: Context): string | undefined =>
  /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1]

const JSON_TYPE = { 'content-type': 'application/json' }

/** `If-None-Match`: does the client have this version already? */
const isKnown = (c: Context, etag: string): boolean =>
  (c.req.header('if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .includes(etag)

/** A file answer, with an ETag by which a client that has it need not be sent it again. */
const FOR_EVER = 'public, max-age=31536000, immutable'

function answerFile({ body, name, type: own }: FileAnswer, type: FileType, endpoint: Endpoint, c: Context<Vars>) {
  const etag = `"${sha256(body)}"`
  c.header('etag', etag)
  if (endpoint.immutable) c.header('cache-control', FOR_EVER)
  // A browser must not look into a file for another type than it is sent as.
  c.header('x-content-type-options', 'nosniff')
  if (isKnown(c, etag)) return c.body(null, 304)
  if (name !== undefined) c.header('content-disposition', dispositionOf(name))
  return c.body(body, 200, {
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : (own ?? type),
  })
}

function answerCached({ cached: { etag, text, gzip } }: CachedReply, endpoint: Endpoint, c: Context<Vars>) {
  c.header('etag', etag)
  if (isPublic(endpoint)) c.header('cache-control', 'no-cache')
  c.header('vary', 'Accept-Encoding')
  if (isKnown(c, etag)) return c.body(null, 304)
  const acceptsGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(c.req.header('accept-encoding') ?? '')
  return acceptsGzip ? c.body(gzip, 200, { ...JSON_TYPE, 'content-encoding': 'gzip' }) : c.body(text, 200, JSON_TYPE)
}

/** A repeated parameter becomes an array, so that the schema refuses it instead of one value being picked silently. */
function readQuery(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] as string) : values,
    ]),
  )
}

async function answer(call: Dispatch, name: EndpointName, c: Context<Vars>) {
  const endpoint: Endpoint = endpoints[name]
  const { language, requestId } = c.var
  // Also of an error: it may say something about the caller, and a token may be in the request.
  // Nor is it stored that there is no such file: it may come.
  if (!isPublic(endpoint) || endpoint.immutable) c.header('cache-control', 'no-store')
  const reply = await call(name, {
    token: bearer(c),
    wx: c.env?.wx,
    address: c.env?.address,
    origin: new URL(c.req.url).origin,
    key: c.req.header('idempotency-key'),
    params: endpoint.params && c.req.param(),
    query: endpoint.query && readQuery(c),
    body: () => c.req.arrayBuffer(),
    language,
    requestId,
  })
  if ('stored' in reply) return c.body(reply.stored.body, reply.stored.status as 200, JSON_TYPE)
  if ('cached' in reply) return answerCached(reply, endpoint, c)
  if ('unchanged' in reply) return c.body(null, 304)
  if (!reply.ok) {
    const body = { code: 'refused', message: sayAnyRefusal(language, reply.why), requestId, ...reply.why }
    return c.json(body, 409)
  }
  if (endpoint.type) return answerFile(reply.value as FileAnswer, endpoint.type, endpoint, c)
  return c.json(reply.value as object, endpoint.status)
}

/** Method override: WeChat's `wx.request` has no PATCH, so it sends POST with this header. */
const isPatchOverride = (c: Context): boolean => c.req.header('x-http-method-override')?.toUpperCase() === 'PATCH'

/** Adds a route for each row of the contract. */
export function mount(app: Hono<Vars>, call: Dispatch): void {
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const { method, path }: Endpoint = endpoints[name]
    app.on(method, path, (c) => answer(call, name, c))
    if (method === 'PATCH') app.post(path, (c, next) => (isPatchOverride(c) ? answer(call, name, c) : next()))
  }
}
