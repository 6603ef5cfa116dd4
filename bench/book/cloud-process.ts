import { createFindCaller } from '@cloud/account/login/service'
import { ApiError } from '@cloud/base/api-error'
import { openPostgres } from '@cloud/db/postgres'
import { createAccess } from '@cloud/runtime/access/access'
import { createDispatch, type Dispatch, type IncomingCall } from '@cloud/runtime/dispatch'
import { createHandlers } from '@cloud/runtime/handlers'
import { shedLoad } from '@cloud/runtime/load-shedding'
import { createRandom } from '@cloud/runtime/process/random'
import { STRIKE_RULE } from '@core/booking/strike'
import { ERRORS } from '@core/contract/error'
import { NOW, personOf, type Sessions, sessionOf, tokenOf } from './district'

/**
 * Booking in the process of the cloud, through the whole of it but HTTP: each client hands over a token, a key and the
 * bytes of a JSON body, and gets the bytes of the answer. People `from` … each book one place, the sessions in turn.
 */
export type ProcessReady = { url: string }
export type Run = {
  /** `closed`: so many clients, each waits for its answer. `rush`: all of `count` within `ms`, whether answered or not. */
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
  /** How often each status came. */
  statuses: Record<string, number>
  /** Resident bytes of this process, at their most. */
  rss: number
}

/** The status it would have had. */
async function statusOf(asking: ReturnType<Dispatch>): Promise<number> {
  try {
    const reply = await asking
    if ('stored' in reply) return reply.stored.status
    if ('unchanged' in reply) return 304
    return 'cached' in reply || reply.ok ? 200 : 409
  } catch (fault) {
    if (fault instanceof ApiError) return ERRORS[fault.code]
    console.error(fault)
    return 500
  }
}

/** What client `nth` sends. */
function askOf(run: Run, nth: number): IncomingCall {
  const person = run.from + nth
  const body = JSON.stringify({
    session: sessionOf(run.sessions, nth),
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

function createTeller() {
  const told: RunResult = { ms: 0, latencies: [], statuses: {}, rss: 0 }
  const book = async (call: Dispatch, ask: IncomingCall): Promise<void> => {
    const from = performance.now()
    const status = await statusOf(call('book', ask))
    told.latencies.push(performance.now() - from)
    told.statuses[status] = (told.statuses[status] ?? 0) + 1
  }
  return { told, book }
}

async function closed(call: Dispatch, run: Run): Promise<RunResult> {
  const { told, book } = createTeller()
  let next = 0
  const client = async () => {
    while (next < run.count) await book(call, askOf(run, next++))
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: run.clients }, client))
  return { ...told, ms: performance.now() - from }
}

/** Everybody at their own moment of the second; nobody waits for anybody. */
async function rush(call: Dispatch, run: Run): Promise<RunResult> {
  const { told, book } = createTeller()
  const from = performance.now()
  await new Promise<void>((resolve) => {
    let sent = 0
    let answered = 0
    // Nothing is kept of those who were sent away: what their clients remember is no load of the cloud.
    const one = () => book(call, askOf(run, sent++)).then(() => ++answered === run.count && resolve())
    const beat = setInterval(() => {
      const due = Math.min(run.count, Math.ceil(((performance.now() - from) / run.ms) * run.count))
      while (sent < due) one()
      if (sent === run.count) clearInterval(beat)
    }, 1)
  })
  return { ...told, ms: performance.now() - from }
}

let call: Dispatch
process.on('message', async (said: ProcessReady | Run) => {
  if ('url' in said) {
    const started = Date.now()
    const db = openPostgres(said.url)
    const now = () => NOW + (Date.now() - started)
    const deps = { db, now, random: createRandom(), log: () => undefined, demo: false, strikes: STRIKE_RULE }
    call = shedLoad(createDispatch(createFindCaller(deps), createAccess(deps), createHandlers(deps)), now)
    process.send?.('ready')
    return
  }
  let rss = 0
  const watch = setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss())
  }, 20)
  const ran = await (said.way === 'closed' ? closed(call, said) : rush(call, said))
  clearInterval(watch)
  process.send?.({ ...ran, rss: Math.max(rss, process.memoryUsage.rss()) })
})
