import { randomBytes } from 'node:crypto'
import { createApp } from '@cloud/app'
import { openPostgres } from '@cloud/db/postgres'
import { NOW, personOf, sessionOf, tokenOf } from './district'

/**
 * Booking in the process of the cloud, through the whole of it but the socket: each client hands a Request to the app
 * and reads the Response. People `from` … each book one place, in session `nth % sessions` of the set.
 */
export type Told = { url: string }
export type Run = {
  /** `closed`: so many clients, each waits for its answer. `rush`: all of `count` within `ms`, whether answered or not. */
  way: 'closed' | 'rush'
  clients: number
  count: number
  ms: number
  from: number
  set: number
  sessions: number
  wait: boolean
}
export type Ran = {
  ms: number
  latencies: number[]
  /** How often each status came. */
  statuses: Record<string, number>
  /** Resident bytes of this process, at their most. */
  rss: number
}

type App = ReturnType<typeof createApp>

function createBooker(app: App, run: Run) {
  const told: Ran = { ms: 0, latencies: [], statuses: {}, rss: 0 }
  const book = async (nth: number): Promise<void> => {
    const person = run.from + nth
    const body = JSON.stringify({
      session: sessionOf(run.set, nth % run.sessions),
      people: [personOf(person)],
      ...(run.wait ? { wait: true } : {}),
    })
    const from = performance.now()
    const response = await app.fetch(
      new Request('http://cloud/api/bookings', {
        method: 'POST',
        body,
        headers: {
          authorization: `Bearer ${tokenOf(person)}`,
          'content-type': 'application/json',
          'content-length': String(body.length),
          'idempotency-key': `bench-${run.set}-${person}`,
        },
      }),
    )
    await response.text()
    told.latencies.push(performance.now() - from)
    told.statuses[response.status] = (told.statuses[response.status] ?? 0) + 1
  }
  return { told, book }
}

async function closed(app: App, run: Run): Promise<Ran> {
  const { told, book } = createBooker(app, run)
  let next = 0
  const client = async () => {
    while (next < run.count) await book(next++)
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: run.clients }, client))
  return { ...told, ms: performance.now() - from }
}

/** Everybody at their own moment of the second; nobody waits for anybody. */
async function rush(app: App, run: Run): Promise<Ran> {
  const { told, book } = createBooker(app, run)
  const from = performance.now()
  const all: Promise<void>[] = []
  while (all.length < run.count) {
    const due = Math.min(run.count, Math.ceil(((performance.now() - from) / run.ms) * run.count))
    while (all.length < due) all.push(book(all.length))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(all)
  return { ...told, ms: performance.now() - from }
}

let app: App
process.on('message', async (said: Told | Run) => {
  if ('exit' in said) process.exit()
  if ('url' in said) {
    const started = Date.now()
    const db = openPostgres(said.url)
    const now = () => NOW + (Date.now() - started)
    app = createApp({ db, now, random: (bytes) => randomBytes(bytes), log: (event) => console.error(event), demo: false })
    process.send?.('ready')
    return
  }
  let rss = 0
  const watch = setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss())
  }, 20)
  const ran = await (said.way === 'closed' ? closed(app, said) : rush(app, said))
  clearInterval(watch)
  process.send?.({ ...ran, rss: Math.max(rss, process.memoryUsage.rss()) })
})
