import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { HOUR } from '@core/time'
import { type HttpBindings, serve as listen } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { createApp } from '../app'
import { type Migration, migrate } from '../db/migrate'
import { openDb } from '../db/open'
import type { Deps, LogEvent } from '../deps'
import type { Env } from '../env'
import { planAhead } from '../offering/plan'
import { tendSoon, tick } from '../tick'
import { createRandom } from './random'

export type Serving = {
  env: Env
  migrations: readonly Migration[]
  /** The built h5 app; without it only the cloud answers. */
  h5?: string | undefined
  now?: () => number
  log?: (event: LogEvent) => void
  /** Told before each step, and after it with how long it took. */
  step?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

/** A port is taken, or may not be listened on. */
export class NoPort extends Error {
  override name = 'NoPort'
}

async function seed(deps: Deps): Promise<void> {
  const { loadHuangpu } = await import('../demo/district')
  const { seedDistrict, seedPeople } = await import('../demo/seed')
  const { PEOPLE } = await import('../demo/people')
  const { seedNeighbours } = await import('../demo/neighbours')
  const district = await loadHuangpu()
  await seedDistrict(deps, district)
  await seedPeople(deps)
  await planAhead(deps)
  const managed = PEOPLE.flatMap(({ roles = [] }) => roles).flatMap((role) =>
    role.role === 'station' ? [role.scope] : [],
  )
  await seedNeighbours(deps, managed)
}

/** How long what is under way may take to finish when we are asked to stop. */
const DRAIN_MS = 5_000
/** A free seat with somebody waiting is offered within five seconds. */
const SOON_MS = 2_000
/** A request must have arrived whole by then; one that drips holds a place that others need. */
const ARRIVE_MS = 20_000

/** Set when we are going: from then on every answer closes its connection. */
type Leaving = { now: boolean }

/** Finishes what runs, lets nobody in, and after a while hangs up on who will not go. */
async function drain(server: Server, leaving: Leaving): Promise<void> {
  leaving.now = true
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(late)
}

const HIDDEN = /(^|\/)\./

function withApp(deps: Deps, h5: string | undefined, leaving: Leaving) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) => {
    await next()
    if (leaving.now) c.header('connection', 'close')
  })
  app.use(secureHeaders({ crossOriginResourcePolicy: false, xFrameOptions: 'SAMEORIGIN' }))
  app.use(compress())
  if (h5) {
    // Names of built files carry their content's hash; the page that names them is asked for anew.
    const onFound = (path: string, c: { header: (name: string, value: string) => void }) =>
      c.header('cache-control', /\.[0-9a-f]{8}\./.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    const files = serveStatic({ root: h5, onFound })
    // The address in a code on the wall: whatever camera reads it opens the page (core/wall.ts).
    app.get('/w', (c) => c.redirect(`/#/more/pages/check-in/index${new URL(c.req.url).search}`))
    // What begins with a dot is a note of the build, not a page.
    app.get('/*', (c, next) => (HIDDEN.test(decoded(c.req.path)) ? next() : files(c, next)))
  }
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

/** Told before the data is opened: nobody waits for a seed only to hear that the port is taken. */
const portFree = ({ port, host }: Env): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (fault: NodeJS.ErrnoException) => reject(noPort(port, host, fault)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })

function noPort(port: number, host: string, fault: NodeJS.ErrnoException): NoPort {
  const why = fault.code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${fault.code})`
  return new NoPort(`port ${port} on ${host} ${why}`)
}

const listening = (app: ReturnType<typeof withApp>, { port, host }: Env): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = listen({ fetch: app.fetch, port, hostname: host }, () => resolve(server as Server)) as Server
    server.requestTimeout = ARRIVE_MS
    server.headersTimeout = ARRIVE_MS
    server.once('error', (fault: NodeJS.ErrnoException) => reject(noPort(port, host, fault)))
  })

const quiet = <T>(_name: string, work: () => Promise<T>): Promise<T> => work()

/** Opens the data, brings it up to date, and answers. `stop` finishes what runs and lets go of everything. */
export async function serve({ env, migrations, h5, now = Date.now, log = () => undefined, step = quiet }: Serving) {
  const where = env.databaseUrl ? 'PostgreSQL' : `PGlite in ${env.dataDir}`
  await portFree(env)
  const db = await step(`database: ${where}`, () => openDb(env))
  const deps: Deps = { db, now, random: createRandom(), log, demo: env.demo, strikes: env.strikes }
  try {
    await step('migrations', () => migrate(db, migrations))
    if (env.demo) await step('demo district', () => seed(deps))
    const leaving: Leaving = { now: false }
    const server = await listening(withApp(deps, h5, leaving), env)
    const hourly = setInterval(() => {
      const work = env.demo ? tick(deps).then(() => seed(deps)) : tick(deps)
      work.catch((fault: Error) => log({ event: 'tick-fault', error: String(fault.stack ?? fault) }))
    }, HOUR)
    let tending = Promise.resolve()
    const often = setInterval(() => {
      tending = tending
        .then(() => tendSoon(deps))
        .catch((fault: Error) => log({ event: 'tick-fault', error: String(fault.stack ?? fault) }))
    }, SOON_MS)
    const address = server.address()
    const stop = async () => {
      clearInterval(hourly)
      clearInterval(often)
      await drain(server, leaving)
      await tending
      await db.close()
    }
    return { port: typeof address === 'object' && address ? address.port : env.port, deps, stop }
  } catch (fault) {
    await db.close()
    throw fault
  }
}
