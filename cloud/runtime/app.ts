import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import { ERRORS, type ErrorCode } from '@core/contract/error'
import { sayError } from '@core/contract/error-text'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import { createFindCaller } from '../account/login/service'
import { ApiError } from '../base/api-error'
import type { Deps } from '../base/deps'
import type { Vars } from '../base/vars'
import { stripWx } from '../base/wx-identity'
import { isUnreachable, violated } from '../db/port'
import { webhookRoutes } from '../notify/webhook/endpoint'
import { createWebhookHandler } from '../notify/webhook/service'
import { StorageFault } from '../storage/s3'
import { describeFault } from '../util/fault'
import { createAccess } from './access/access'
import { createDispatch } from './dispatch'
import { createHandlers } from './handlers'
import { languageOf } from './http/language'
import { mount } from './http/mount'
import { observe } from './http/watched'
import { shedLoad } from './load-shedding'
import { openApi } from './openapi'

const BODY_MOST = 64 * 1024
/** Paths that take more. */
const LARGE_BODIES = new Map(
  Object.values(endpoints as Record<string, Endpoint>).flatMap(({ path, bodyMost }) =>
    bodyMost ? [[path, bodyMost] as const] : [],
  ),
)
const REQUEST_ID_BYTES = 8

/** First parts of the endpoints' paths: below them nothing is a page, and a wrong address is told as of an endpoint. */
const ROOTS = new Set(Object.values(endpoints).map(({ path }: Endpoint) => path.split('/')[1]))

/** `Retry-After` of 2 to 5 seconds, random: clients refused together do not come back together. */
const later = (deps: Deps): string => String(2 + ((deps.random(1)[0] ?? 0) & 3))

function problem(c: Context<Vars>, code: ErrorCode, { where, after }: { where?: string; after?: number } = {}) {
  const message = sayError(c.get('language'), code, { where, after })
  const body = { code, message, requestId: c.get('requestId'), ...(where ? { where } : {}) }
  return c.json(body, ERRORS[code])
}

/**
 * The HTTP app over its dependencies. It does not listen: an entry does that, and tests call `fetch` directly. A test may
 * pass handlers of its own, to count or to break them.
 */
export function createApp(deps: Deps, handlers = createHandlers(deps)): Hono<Vars> {
  const app = new Hono<Vars>()

  app.use(async (c, next) => {
    const from = performance.now()
    const requestId = Buffer.from(deps.random(REQUEST_ID_BYTES)).toString('hex')
    stripWx(c.req.raw.headers)
    c.set('requestId', requestId)
    c.set('language', languageOf(c.req.header('accept-language')))
    await next()
    c.header('x-request-id', requestId)
    // Phones measure their clock offset with it, to show and check passes offline.
    c.header('x-now', String(deps.now()))
    if (!deps.observer) return
    const [method, route, status] = [c.req.method, routePath(c), c.res.status]
    deps.observer.answered({ requestId, method, route, status, ms: performance.now() - from })
  })
  const limitTo = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => problem(c as Context<Vars>, 'too-large') })
  const [usual, large] = [limitTo(BODY_MOST), new Map([...LARGE_BODIES].map(([path, most]) => [path, limitTo(most)]))]
  app.use('/api/*', (c, next) => (large.get(c.req.path) ?? usual)(c, next))

  app.get('/healthz', async (c) => {
    await deps.db.query('select 1', [])
    return c.json({ ok: true, demo: deps.demo })
  })
  app.get('/openapi.json', (c) => c.json(openApi()))

  const pushToken = deps.wechat?.pushToken
  if (pushToken) app.route('/wechat/push', webhookRoutes(deps, pushToken, createWebhookHandler(deps)))

  const call = createDispatch(createFindCaller(deps), createAccess(deps), handlers, deps.limits)
  mount(app, observe(shedLoad(call, deps.now), deps.observer))

  for (const path of new Set(Object.values(endpoints).map((endpoint: Endpoint) => endpoint.path))) {
    app.all(path, (c) => problem(c, 'wrong-method'))
  }
  for (const root of ROOTS) app.all(`/${root}/*`, (c) => problem(c, 'not-found'))

  app.onError((fault, c) => {
    if (fault instanceof ApiError) {
      const { code, where, after } = fault
      if (after) c.header('retry-after', String(after))
      else if (code === 'unavailable') c.header('retry-after', later(deps))
      return problem(c, code, { ...(where ? { where } : {}), ...(after ? { after } : {}) })
    }
    // The person was erased after their login was looked up (constraint person_erased).
    if (violated(fault) === 'person_erased') return problem(c, 'login-needed')
    // The client hung up: it reads no response, and it is not our fault.
    if (c.req.raw.signal.aborted || fault.message === 'aborted') return problem(c, 'bad-input', { where: 'body' })
    if (isUnreachable(fault)) {
      deps.log({ event: 'no-database', requestId: c.get('requestId'), error: describeFault(fault) })
      c.header('retry-after', later(deps))
      return problem(c, 'unavailable')
    }
    if (fault instanceof StorageFault) {
      deps.log({ event: 'no-storage', requestId: c.get('requestId'), error: describeFault(fault) })
      c.header('retry-after', later(deps))
      return problem(c, 'unavailable')
    }
    deps.log({ event: 'fault', requestId: c.get('requestId'), path: c.req.routePath, error: describeFault(fault) })
    return problem(c, 'fault')
  })
  return app
}
