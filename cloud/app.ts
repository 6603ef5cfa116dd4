import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import { ERRORS, type ErrorCode } from '@core/contract/error'
import { say } from '@core/words/say'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import { isUnreachable, violated } from './db/port'
import type { Deps } from './deps'
import { tellFault } from './fault'
import { createHandlers } from './handlers'
import { createCall } from './http/call'
import { gate } from './http/gate'
import { languageOf } from './http/language'
import { mount, type Vars } from './http/mount'
import { watched } from './http/watched'
import { Wrong } from './http/wrong'
import { stripWx } from './http/wx-identity'
import { createFindCaller } from './login/service'
import { openApi } from './openapi'
import { createHearing } from './push/service'
import { pushRoutes } from './wechat/push'

const BODY_MOST = 64 * 1024
const REQUEST_ID_BYTES = 8

/** Two to five seconds, so that those sent away together do not come back together. */
const later = (deps: Deps): string => String(2 + ((deps.random(1)[0] ?? 0) & 3))

function problem(c: Context<Vars>, code: ErrorCode, where?: string) {
  const message = say(c.get('language'), `error.${code}`, { where: where ?? '?' })
  const body = { code, message, requestId: c.get('requestId'), ...(where ? { where } : {}) }
  return c.json(body, ERRORS[code])
}

/** The whole cloud over what it is handed. It never listens: an entry does, or a test asks it directly. */
export function createApp(deps: Deps): Hono<Vars> {
  const app = new Hono<Vars>()

  app.use(async (c, next) => {
    const from = performance.now()
    const requestId = Buffer.from(deps.random(REQUEST_ID_BYTES)).toString('hex')
    stripWx(c.req.raw.headers)
    c.set('requestId', requestId)
    c.set('language', languageOf(c.req.header('accept-language')))
    await next()
    c.header('x-request-id', requestId)
    // By this a phone knows how far its clock is off, to show and to check passes without a network.
    c.header('x-now', String(deps.now()))
    if (!deps.watch) return
    const [method, route, status] = [c.req.method, routePath(c), c.res.status]
    deps.watch.answered({ requestId, method, route, status, ms: performance.now() - from })
  })
  app.use('/api/*', bodyLimit({ maxSize: BODY_MOST, onError: (c) => problem(c as Context<Vars>, 'too-large') }))

  app.get('/healthz', async (c) => {
    await deps.db.query('select 1', [])
    return c.json({ ok: true, demo: deps.demo })
  })
  app.get('/openapi.json', (c) => c.json(openApi()))

  const pushToken = deps.wechat?.pushToken
  if (pushToken) app.route('/wechat/push', pushRoutes(deps, pushToken, createHearing(deps)))

  mount(app, watched(gate(createCall(createFindCaller(deps), createHandlers(deps)), deps.now), deps.watch))

  for (const path of new Set(Object.values(endpoints).map((endpoint: Endpoint) => endpoint.path))) {
    app.all(path, (c) => problem(c, 'wrong-method'))
  }
  app.all('/api/*', (c) => problem(c, 'not-found'))

  app.onError((fault, c) => {
    if (fault instanceof Wrong) {
      if (fault.code === 'unavailable') c.header('retry-after', fault.after ? String(fault.after) : later(deps))
      return problem(c, fault.code, fault.where)
    }
    // Erased between our look at their login and now (cloud/person/sql/refuse_erased.sql).
    if (violated(fault) === 'person_erased') return problem(c, 'login-needed')
    // Whoever hung up waits for no answer, and it is no fault of ours.
    if (c.req.raw.signal.aborted || fault.message === 'aborted') return problem(c, 'bad-input', 'body')
    if (isUnreachable(fault)) {
      deps.log({ event: 'no-database', requestId: c.get('requestId'), error: tellFault(fault) })
      c.header('retry-after', later(deps))
      return problem(c, 'unavailable')
    }
    deps.log({ event: 'fault', requestId: c.get('requestId'), path: c.req.routePath, error: tellFault(fault) })
    return problem(c, 'fault')
  })
  return app
}
