import { median } from '../shared/interleave'
import { duration, type Table, times } from '../shared/table'
import { addSessions, type openDistrict, type Sessions } from './district'
import { openCloud } from './open-cloud'
import { openPgbench, type Script } from './pgbench'
import { CLIENTS, only, perSecond, quantile, rateOf } from './rates'

const ROUNDS = 5
const SECONDS = 3
const BOOKINGS = 20_000
const ROOM = 1_000_000
/** Budgets: minimum rate relative to pgbench's plain transaction, and to its single statement. */
const HOT_OVER_TRANSACTION = 8
const HOT_OVER_STATEMENT = 4
const MANY_OVER_TRANSACTION = 1

type District = Awaited<ReturnType<typeof openDistrict>>
type Figures = { rates: number[]; p50: number[]; p99: number[] }

/** Our rate and pgbench's, interleaved round by round on the same server; the first round is a warm-up. */
export async function speed({ db, url, version }: District, firstSet: number): Promise<Table> {
  const pgbench = await openPgbench(url, CLIENTS)
  const cloud = await openCloud(url)
  const scripts: Record<Script, number[]> = { 'hot transaction': [], 'hot statement': [], 'many transaction': [] }
  const shapes = {
    'one hot session': { count: 1, stations: 1 },
    '1000 sessions of one station': { count: 1000, stations: 1 },
    '1000 sessions of eight stations': { count: 1000, stations: 8 },
  }
  const ours = new Map<string, Figures>(Object.keys(shapes).map((name) => [name, { rates: [], p50: [], p99: [] }]))
  let set = firstSet
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const script of Object.keys(scripts) as Script[]) {
        const tps = await pgbench.run(script, SECONDS)
        if (round > 0) scripts[script].push(tps)
      }
      for (const [name, shape] of Object.entries(shapes)) {
        const sessions: Sessions = { ...shape, set: set++ }
        await addSessions(db, sessions, ROOM)
        const run = { way: 'closed' as const, clients: CLIENTS, count: BOOKINGS, ms: 0, from: 0, sessions, wait: false }
        const ran = only(await cloud.run(run), 201)
        const figures = ours.get(name)
        if (round === 0 || !figures) continue
        figures.rates.push(rateOf(ran))
        figures.p50.push(quantile(ran.latencies, 0.5))
        figures.p99.push(quantile(ran.latencies, 0.99))
      }
    }
  } finally {
    cloud.close()
    pgbench.close()
  }
  const tps = (script: Script) => median(scripts[script])
  const rate = (name: string) => median(ours.get(name)?.rates ?? [])
  const row = (name: string, over: number, statement?: number) => [
    name,
    times(rate(name) / over),
    statement === undefined ? '' : times(rate(name) / statement),
    perSecond(rate(name)),
    perSecond(over),
    statement === undefined ? '' : perSecond(statement),
    duration(median(ours.get(name)?.p50 ?? [])),
    duration(median(ours.get(name)?.p99 ?? [])),
  ]
  const [hot, many, spread] = Object.keys(shapes) as [string, string, string]
  const over: string[] = []
  const atLeast = (what: string, ratio: number, least: number) => {
    if (ratio < least) over.push(`${what}: ${times(ratio)}, at least ${times(least)}`)
  }
  atLeast(`${hot}, against the plain transaction`, rate(hot) / tps('hot transaction'), HOT_OVER_TRANSACTION)
  atLeast(`${hot}, against the single statement`, rate(hot) / tps('hot statement'), HOT_OVER_STATEMENT)
  atLeast(`${many}, against the plain transaction`, rate(many) / tps('many transaction'), MANY_OVER_TRANSACTION)
  return {
    title: `book: bookings per second on PostgreSQL ${version}, fsync on, ${CLIENTS} clients, against pgbench with the same`,
    columns: ['', ': transaction', ': statement', 'ours', 'transaction', 'statement', 'p50', 'p99'],
    rows: [
      row(hot, tps('hot transaction'), tps('hot statement')),
      row(many, tps('many transaction')),
      row(spread, tps('many transaction')),
    ],
    notes: [
      'pgbench: UPDATE + INSERT, in a transaction or in one statement, on two small tables of its own.',
      'Ours: from token, idempotency key and JSON bytes to the bytes of the answer; includes login, validation, household,',
      'rules, seats, overlap check, idempotency, audit and outbox, but not HTTP. Medians of the rounds.',
    ],
    over,
  }
}
