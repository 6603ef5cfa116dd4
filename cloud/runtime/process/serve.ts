import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Deps } from '../../base/deps'
import type { Vars } from '../../base/vars'
import type { Env } from '../env'
import { fillIndexPage } from '../http/index-page'
import { forCalls, forPages } from '../http/page-headers'
import { readyOf } from '../http/ready'
import type { JobObserver } from '../jobs'
import { createDirectory, type Directory } from '../tenant/directory'
import { openAll } from '../tenant/open-all'
import { createTenant, type Tenant } from '../tenant/tenant'
import { drain, type Leaving } from './drain'
import { type Opening, silentLog } from './open'
import { noPort, portFree } from './port'
import { startTimers } from './timers'

export type Serving = Omit<Opening, 'env' | 'prepare'> & {
  env: Env
  /** Folder of the built h5 app; without it only the API is served. */
  h5?: string | undefined
  /** Loads the demo data, if the environment asks for it. */
  demo?: (deps: Deps) => Promise<void>
  /** Descriptor of a socket that listens already, instead of the port and the address. */
  fd?: number | undefined
  /** Observer of the periodic jobs of a district; `null` if a timer of the platform runs them. */
  tickedOf?: ((id: string) => JobObserver) | null
  /** Districts are also named by the header of the built package, where the host name is the platform's. */
  byHeader?: boolean
}

/** A request must arrive completely within this time: a slow sender occupies a connection that others need. */
const ARRIVE_MS = 20_000

/**
 * An idle connection is kept longer than the proxies of the samples keep theirs (60 s). Otherwise it may be closed just as a
 * proxy sends a call on it, which answers 502 to one that it must not send twice.
 */
const KEPT_MS = 75_000

const HIDDEN = /(^|\/)\./

/**
 * The client's address: from the proxy's header, if there is one, the last that it names; otherwise the connection's. It
 * is counted for a minute in memory, and neither stored nor logged.
 */
const addressOf = (c: Context<Served>, header: string | undefined): string | undefined =>
  (header ? c.req.header(header)?.split(',').at(-1)?.trim() : undefined) ?? c.env.incoming?.socket.remoteAddress

type Served = { Bindings: HttpBindings & Vars['Bindings'] }

function withApp(directory: Directory, { env, h5, schema }: Serving, leaving: Leaving) {
  const app = new Hono<Served>()
  const districtOf = (c: Context): Tenant => directory.find(c.req.raw.headers) as Tenant
  app.use(async (c, next) => {
    c.env.address = addressOf(c, env.addressHeader)
    await next()
    if (leaving.now) c.header('connection', 'close')
  })
  app.use((c, next) => (c.req.path.startsWith('/api/') ? forCalls(c, next) : forPages(c, next)))
  app.use(compress())
  app.use((c, next) => (directory.find(c.req.raw.headers) ? next() : directory.fetch(c.req.raw)))
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
    // The page says whose it is (index-page.ts); everything it loads is the same for all districts.
    const index = readFileSync(join(h5, 'index.html'), 'utf8')
    for (const path of ['/', '/index.html'])
      app.get(path, (c) => {
        c.header('cache-control', 'no-cache')
        return c.html(fillIndexPage(index, districtOf(c).settings))
      })
    app.get('/*', (c, next) => (HIDDEN.test(decoded(c.req.path)) ? next() : files(c, next)))
  }
  app.get('/readyz', (c) => readyOf(districtOf(c), schema))
  app.all('/*', (c) => directory.fetch(c.req.raw, c.env))
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
    server.keepAliveTimeout = KEPT_MS
    server.once('error', (fault: NodeJS.ErrnoException) => reject(noPort(port, host, fault)))
    server.listen(fd === undefined ? { port, host } : { fd }, () => resolve(server))
  })

/**
 * Opens the districts, then serves. `stop` lets requests and jobs finish and closes everything. Throws if no district can be
 * opened; one of several that cannot be is tried again until it can.
 */
export async function serve(serving: Serving) {
  const { env, demo, step = silentLog, tickedOf, fd } = serving
  if (fd === undefined) await portFree(env)
  const bring = async (deps: Deps) => {
    if (env.demo && demo) await step('demo district', () => demo(deps))
  }
  const one = env.districts.length === 1
  const opening = { ...serving, prepare: bring, ...(one ? {} : { step: silentLog }) }
  const all = env.districts.map((settings) => createTenant(opening, settings, { quiet: one }))
  const directory = createDirectory(all, { byHeader: serving.byHeader === true })
  try {
    await (one ? openAll(all) : step(`${all.length} districts`, () => openAll(all)))
    const leaving: Leaving = { now: false }
    const server = await listening(withApp(directory, serving, leaving), env, fd)
    const ends =
      tickedOf === null
        ? []
        : all.map((district) => startTimers(district, { ticked: tickedOf?.(district.settings.id), afterwards: bring }))
    const address = server.address()
    const stop = async () => {
      await Promise.all([...ends.map((end) => end()), drain(server, leaving)])
      await directory.close()
    }
    return { port: typeof address === 'object' && address ? address.port : env.port, directory, stop }
  } catch (fault) {
    await directory.close()
    throw fault
  }
}
