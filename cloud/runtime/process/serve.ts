import type { Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Deps } from '../../base/deps'
import type { Vars } from '../../base/vars'
import { createApp } from '../app'
import type { Env } from '../env'
import { forCalls, forPages } from '../http/page-headers'
import { ready } from '../http/ready'
import type { JobObserver } from '../jobs'
import { drain, type Leaving } from './drain'
import { type Opening, openDeps, silentLog } from './open'
import { noPort, portFree } from './port'
import { startTimers } from './timers'

export type Serving = Opening & {
  /** Folder of the built h5 app; without it only the API is served. */
  h5?: string | undefined
  /** Loads the demo data, if the environment asks for it. */
  demo?: (deps: Deps) => Promise<void>
  /** Descriptor of a socket that listens already, instead of the port and the address. */
  fd?: number | undefined
  /** Observer of the periodic jobs; `null` if a timer of the platform runs them. */
  ticked?: JobObserver | null
}

/** A request must arrive completely within this time: a slow sender occupies a connection that others need. */
const ARRIVE_MS = 20_000

const HIDDEN = /(^|\/)\./

/**
 * The client's address: from the proxy's header, if there is one, the last that it names; otherwise the connection's. It
 * is counted for a minute in memory, and neither stored nor logged.
 */
const addressOf = (c: Context<Served>, header: string | undefined): string | undefined =>
  (header ? c.req.header(header)?.split(',').at(-1)?.trim() : undefined) ?? c.env.incoming?.socket.remoteAddress

type Served = { Bindings: HttpBindings & Vars['Bindings'] }

function withApp(deps: Deps, { env, h5, schema }: Serving, leaving: Leaving) {
  const app = new Hono<Served>()
  app.use(async (c, next) => {
    c.env.address = addressOf(c, env.addressHeader)
    await next()
    if (leaving.now) c.header('connection', 'close')
  })
  app.use((c, next) => (c.req.path.startsWith('/api/') ? forCalls(c, next) : forPages(c, next)))
  app.use(compress())
  if (h5) {
    // Built files have a content hash in their names; the page that refers to them is revalidated.
    const onFound = (path: string, c: { header: (name: string, value: string) => void }) =>
      c.header('cache-control', /\.[0-9a-f]{8}\./.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    const files = serveStatic({ root: h5, onFound })
    // The address in a check-in code: any camera that reads it opens the page (core/attendance/check-in-code.ts).
    app.get('/w', (c) => c.redirect(`/#/resident/pages/check-in/index${new URL(c.req.url).search}`))
    // The OAuth redirect of the official account, with its code (src/platform/wechat/wechat-login.h5.ts).
    app.get('/in', (c) => c.redirect(`/#/pages/login/index${new URL(c.req.url).search}`))
    // Dot files are left by the build; they are not pages.
    app.get('/*', (c, next) => (HIDDEN.test(decoded(c.req.path)) ? next() : files(c, next)))
  }
  app.get('/readyz', ready(deps, schema))
  app.route('/', createApp(deps))
  return app
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const listening = (app: ReturnType<typeof withApp>, { port, host }: Env, fd: number | undefined): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createAdaptorServer({ fetch: app.fetch, hostname: host }) as Server
    server.requestTimeout = ARRIVE_MS
    server.headersTimeout = ARRIVE_MS
    server.once('error', (fault: NodeJS.ErrnoException) => reject(noPort(port, host, fault)))
    server.listen(fd === undefined ? { port, host } : { fd }, () => resolve(server))
  })

/** Opens and migrates the database, then serves. `stop` lets requests and jobs finish and closes everything. */
export async function serve(serving: Serving) {
  const { env, demo, step = silentLog, ticked, fd } = serving
  if (fd === undefined) await portFree(env)
  const deps = await openDeps(serving)
  const bring = async () => {
    if (env.demo) await demo?.(deps)
  }
  try {
    if (env.demo && demo) await step('demo district', bring)
    const leaving: Leaving = { now: false }
    const server = await listening(withApp(deps, serving, leaving), env, fd)
    const stopTimers = ticked === null ? undefined : startTimers(deps, ticked, bring)
    const address = server.address()
    const stop = async () => {
      await Promise.all([stopTimers?.(), drain(server, leaving)])
      await deps.db.close()
    }
    return { port: typeof address === 'object' && address ? address.port : env.port, deps, stop }
  } catch (fault) {
    await deps.db.close()
    throw fault
  }
}
