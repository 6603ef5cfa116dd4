import type { Db } from '@cloud/db/port'
import { median } from '../shared/interleave'
import { duration, type Table } from '../shared/table'
import type { RunResult } from './cloud-process'
import { addSessions, personOf, type Sessions, sessionOf } from './district'
import { openCloud } from './open-cloud'
import { CLIENTS, only, perSecond, quantile, rateOf } from './rates'

const PEOPLE = 10_000
const PLACES = 30
const SECOND = 1000
const ANSWERED_WITHIN_MS = 10_000
const MEMORY_AT_MOST = 300 * 1024 * 1024
const MEGABYTE = 1024 * 1024
/** Overload factor over the measured capacity, and its duration. */
const TIMES = 3
const OVERLOAD_MS = 4_000
const GOODPUT_AT_LEAST = 0.8
const CALM_BOOKINGS = 20_000
const ROUNDS = 3

/** Checks that seats and waitlist positions follow the order of arrival. */
async function checkWaitlist(db: Db, sessions: Sessions): Promise<string[]> {
  const rows = await db.query<{ booker_id: string; status: string }>(
    'select booker_id, status from booking where session_id = $1 order by place',
    [sessionOf(sessions, 0)],
  )
  const booked = rows.filter((row) => row.status === 'booked').length
  const problems: string[] = []
  if (booked !== PLACES) problems.push(`${booked} booked for ${PLACES} seats`)
  if (rows.length !== PEOPLE) problems.push(`only ${rows.length} of ${PEOPLE} are booked or waitlisted`)
  const early = rows.findIndex((row, at) => row.booker_id !== personOf(at) || (row.status === 'booked') !== at < PLACES)
  if (early >= 0) problems.push(`position ${early + 1} is not held by arrival number ${early + 1}`)
  return problems
}

/** Rush: 10,000 people of a neighbourhood request one of thirty seats within one second. */
export async function rush(db: Db, url: string, set: number): Promise<Table> {
  const cloud = await openCloud(url)
  const sessions: Sessions = { set, count: 1, stations: 1 }
  try {
    await addSessions(db, sessions, PLACES)
    const run = { way: 'rush' as const, clients: 0, count: PEOPLE, ms: SECOND, from: 0, sessions, wait: true }
    const ran = only(await cloud.run(run), 201)
    const slowest = quantile(ran.latencies, 1)
    const over = await checkWaitlist(db, sessions)
    if (slowest > ANSWERED_WITHIN_MS) over.push(`the last answer took ${duration(slowest)}`)
    if (ran.rss > MEMORY_AT_MOST) over.push(`${(ran.rss / MEGABYTE).toFixed(0)} MB of memory`)
    return {
      title: `book: rush of ${PEOPLE} people for ${PLACES} seats within one second`,
      columns: ['booked', 'waitlisted', 'order', 'p50', 'p99', 'slowest', 'memory'],
      rows: [
        [
          String(PLACES),
          String(PEOPLE - PLACES),
          over.length ? 'violated' : 'by arrival',
          duration(quantile(ran.latencies, 0.5)),
          duration(quantile(ran.latencies, 0.99)),
          duration(slowest),
          `${(ran.rss / MEGABYTE).toFixed(0)} MB`,
        ],
      ],
      notes: ['Memory: peak resident set size of the cloud process, including its ten thousand clients.'],
      over,
    }
  } finally {
    cloud.close()
  }
}

/**
 * Overload: three times the capacity, interleaved with exactly the capacity, in the same process. Load shedding must
 * keep the goodput of admitted requests near the capacity.
 */
export async function overload(db: Db, url: string, firstSet: number): Promise<Table> {
  const cloud = await openCloud(url)
  let set = firstSet
  const open = async (places: number): Promise<Sessions> => {
    const sessions = { set: set++, count: 1, stations: 1 }
    await addSessions(db, sessions, places)
    return sessions
  }
  const calm = async () => {
    const sessions = await open(CALM_BOOKINGS)
    return cloud.run({ way: 'closed', clients: CLIENTS, count: CALM_BOOKINGS, ms: 0, from: 0, sessions, wait: false })
  }
  const flood = async (count: number) => {
    const sessions = await open(count)
    return cloud.run({ way: 'rush', clients: 0, count, ms: OVERLOAD_MS, from: 0, sessions, wait: false })
  }
  try {
    const rates: number[] = []
    const floods: RunResult[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const rate = rateOf(only(await calm(), 201))
      const ran = only(await flood(Math.round((rate * TIMES * OVERLOAD_MS) / SECOND)), 201, 503)
      // The first round is a warm-up.
      if (round === 0) continue
      rates.push(rate)
      floods.push(ran)
    }
    const rate = median(rates)
    const of = (figure: (ran: RunResult) => number) => median(floods.map(figure))
    const goodput = of((ran) => ((ran.statuses[201] ?? 0) / ran.ms) * SECOND)
    const ratio = goodput / rate
    return {
      title: `book: overload of ${TIMES} times the capacity for ${duration(OVERLOAD_MS)}`,
      columns: ['', 'goodput : capacity', 'goodput', 'capacity', 'booked', 'shed (503)', 'slowest'],
      rows: [
        [
          'one hot session',
          ratio.toFixed(2),
          perSecond(goodput),
          perSecond(rate),
          of((ran) => ran.statuses[201] ?? 0).toFixed(0),
          of((ran) => ran.statuses[503] ?? 0).toFixed(0),
          duration(of((ran) => quantile(ran.latencies, 1))),
        ],
      ],
      notes: ['Medians of the rounds. Over HTTP a 503 carries Retry-After (cloud/runtime/app.ts).'],
      over:
        ratio < GOODPUT_AT_LEAST
          ? [`goodput is ${ratio.toFixed(2)} of the capacity, at least ${GOODPUT_AT_LEAST}`]
          : [],
    }
  } finally {
    cloud.close()
  }
}
