import { startCloud } from '../../e2e/cloud'
import { interleave, median } from '../shared/interleave'
import { duration, kilobytes, type Table, times } from '../shared/table'
import { bookingRequests } from './bookers'
import { type Constant, openConstant } from './constant-server'
import type { LoadRequest, LoadResult } from './load-generator'
import { openLoad } from './open-load'
import { sample } from './sample'

const CLIENTS = 16
const ROUNDS = 7
const BOOKINGS_A_ROUND = 300
/** Sent by WeChat and by every browser. */
const GZIP = { 'accept-encoding': 'gzip' }

type Case = { name: string; count: number; asks: (round: number) => LoadRequest[] }
type Figures = { rate: number; p50: number; p99: number }

const get = (name: string, path: string, count: number, headers: Record<string, string> = {}): Case => {
  const asks = [{ method: 'GET', path, headers }]
  return { name, count, asks: () => asks }
}

function figuresOf(loaded: Exclude<LoadResult, { wrong: string }>): Figures {
  const sorted = [...loaded.latencies].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { rate: (sorted.length / loaded.ms) * 1000, p50: at(0.5), p99: at(0.99) }
}

const middle = (all: readonly Figures[]): Figures => ({
  rate: median(all.map((one) => one.rate)),
  p50: median(all.map((one) => one.p50)),
  p99: median(all.map((one) => one.p99)),
})

const rowOf = (name: string, { body }: Constant, ours: Figures, floor: Figures): string[] => [
  name,
  kilobytes(body?.length ?? 0),
  times(ours.rate / floor.rate),
  times(ours.p50 / floor.p50),
  times(ours.p99 / floor.p99),
  ours.rate.toFixed(0),
  floor.rate.toFixed(0),
  duration(ours.p50),
  duration(ours.p99),
]

export async function request(): Promise<Table[]> {
  const cloud = await startCloud()
  const port = Number(new URL(cloud.at).port)
  const floor = await openConstant()
  const load = openLoad()
  try {
    // One spare request provides the answer for the constant server.
    const booking = await bookingRequests(cloud.db, (ROUNDS + 1) * BOOKINGS_A_ROUND + 1)
    const spare = booking.pop() as LoadRequest
    const pack = await sample(port, { method: 'GET', path: '/api/stations', headers: {} })
    const cases: Case[] = [
      get('GET /api/stations/:id', '/api/stations/hp001', 1500),
      get('GET /api/stations, 304', '/api/stations', 1500, { 'if-none-match': pack.headers.etag ?? '' }),
      get('GET /api/stations, plain', '/api/stations', 500),
      get('GET /api/stations, gzip', '/api/stations', 300, GZIP),
      get('GET /api/sessions?station=…, gzip', '/api/sessions?station=hp001', 300, GZIP),
      {
        name: 'POST /api/bookings',
        count: BOOKINGS_A_ROUND,
        asks: (round) => booking.slice(round * BOOKINGS_A_ROUND, (round + 1) * BOOKINGS_A_ROUND),
      },
    ]
    const rows: string[][] = []
    for (const { name, count, asks } of cases) {
      const first = asks(0)[0] as LoadRequest
      const constant = await sample(port, first.method === 'POST' ? spare : first)
      floor.answerWith(constant)
      const figures: [Figures[], Figures[]] = [[], []]
      const against = (at: number) => ({
        calls: count,
        work: (round: number) =>
          load.run({ port: at, asks: asks(round), count, clients: CLIENTS, status: constant.status }),
      })
      await interleave([against(port), against(floor.port)], ROUNDS, (loaded, round) => {
        if (round > 0) for (const [at, one] of loaded.entries()) figures[at]?.push(figuresOf(one))
      })
      rows.push(rowOf(name, constant, middle(figures[0]), middle(figures[1])))
    }
    return [
      {
        title: `request: the cloud on PGlite relative to constant bytes from the same HTTP server, ${CLIENTS} clients`,
        columns: ['request', 'bytes', 'rate', 'p50', 'p99', 'ours /s', 'constant /s', 'our p50', 'our p99'],
        rows,
        notes: ['rate, p50, p99: ours : constant. The load comes from a second process over keep-alive connections.'],
      },
    ]
  } finally {
    load.close()
    floor.close()
    await cloud.stop()
  }
}
