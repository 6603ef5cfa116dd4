import { createFindCaller } from '@cloud/account/login/service'
import { ApiError } from '@cloud/base/api-error'
import { openPostgres } from '@cloud/db/postgres'
import { createAccess } from '@cloud/runtime/access/access'
import { createDispatch, type Dispatch, type IncomingCall } from '@cloud/runtime/dispatch'
import { createHandlers } from '@cloud/runtime/handlers'
import { shedLoad } from '@cloud/runtime/load-shedding'
import { createRandom } from '@cloud/runtime/process/random'
import { DISTRICT } from '@cloud/testing/world/district'
import { STRIKE_RULE } from '@core/booking/strike'
import { ERRORS } from '@core/contract/error'
import { NOW, personOf, type Sessions, sessionOf, tokenOf } from './district'

/**
 * Booking load inside the cloud's process, through everything except HTTP: each client passes a token, an idempotency
 * key and the bytes of a JSON body, and gets the bytes of the answer. People `from`, `from + 1`, … book one seat each,
 * in turn over the sessions; with several districts also in turn over these, each with people and sessions of its own.
 */
/** `urls`: a database for each district; `pool`: connections to each. */
export type ProcessReady = { urls: string[]; pool?: number | undefined }
export type Run = {
  /**
   * `closed` loop: `clients` clients, each waits for its answer. `rush` (open loop): `count` requests sent within `ms`,
   * answered or not.
   */
  way: 'closed' | 'rush'
  clients: number
  count: number
  ms: number
  from: number
  sessions: Sessions
  wait: boolean
}
export type RunResult = {
  ms: number
  latencies: number[]
  /** Number of answers per status. */
  statuses: Record<string, number>
  /** Peak resident set size of this process in bytes. */
  rss: number
}

/** The HTTP status the answer would have. */
async function statusOf(pending: ReturnType<Dispatch>): Promise<number> {
  try {
    const reply = await pending
    if ('stored' in reply) return reply.stored.status
    if ('unchanged' in reply) return 304
    return 'cached' in reply || reply.ok ? 200 : 409
  } catch (fault) {
    if (fault instanceof ApiError) return ERRORS[fault.code]
    console.error(fault)
    return 500
  }
}

/** The request of client `nth` to its district. */
function bookingCall(run: Run, nth: number): IncomingCall {
  const own = Math.floor(nth / calls.length)
  const person = run.from + own
  const body = JSON.stringify({
    session: sessionOf(run.sessions, own),
    people: [personOf(person)],
    ...(run.wait ? { wait: true } : {}),
  })
  const bytes = new TextEncoder().encode(body)
  return {
    token: tokenOf(person),
    key: `bench-${run.sessions.set}-${person}`,
    params: undefined,
    query: undefined,
    body: async () => bytes,
    language: 'zh-hans',
    requestId: '',
  }
}

function createRecorder() {
  const recorded: RunResult = { ms: 0, latencies: [], statuses: {}, rss: 0 }
  const book = async (run: Run, nth: number): Promise<void> => {
    const call = calls[nth % calls.length] as Dispatch
    const from = performance.now()
    const status = await statusOf(call('book', bookingCall(run, nth)))
    recorded.latencies.push(performance.now() - from)
    recorded.statuses[status] = (recorded.statuses[status] ?? 0) + 1
  }
  return { recorded, book }
}

async function closed(run: Run): Promise<RunResult> {
  const { recorded, book } = createRecorder()
  let next = 0
  const client = async () => {
    while (next < run.count) await book(run, next++)
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: run.clients }, client))
  return { ...recorded, ms: performance.now() - from }
}

/** Open loop: requests are spread evenly over `ms`, independent of the answers. */
async function rush(run: Run): Promise<RunResult> {
  const { recorded, book } = createRecorder()
  const from = performance.now()
  await new Promise<void>((resolve) => {
    let sent = 0
    let answered = 0
    // No promise is stored per request: the clients' memory is not load on the cloud.
    const one = () => book(run, sent++).then(() => ++answered === run.count && resolve())
    const timer = setInterval(() => {
      const due = Math.min(run.count, Math.ceil(((performance.now() - from) / run.ms) * run.count))
      while (sent < due) one()
      if (sent === run.count) clearInterval(timer)
    }, 1)
  })
  return { ...recorded, ms: performance.now() - from }
}

let calls: Dispatch[] = []
process.on('message', async (message: ProcessReady | Run) => {
  if ('urls' in message) {
    const started = Date.now()
    const now = () => NOW + (Date.now() - started)
    const means = {
      district: DISTRICT,
      now,
      random: createRandom(),
      log: () => undefined,
      demo: false,
      strikes: STRIKE_RULE,
    }
    calls = message.urls.map((url) => {
      const deps = { ...means, db: openPostgres(url, message.pool) }
      return shedLoad(createDispatch(createFindCaller(deps), createAccess(deps), createHandlers(deps)), now)
    })
    process.send?.('ready')
    return
  }
  let rss = 0
  const watch = setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss())
  }, 20)
  const ran = await (message.way === 'closed' ? closed(message) : rush(message))
  clearInterval(watch)
  process.send?.({ ...ran, rss: Math.max(rss, process.memoryUsage.rss()) })
})
