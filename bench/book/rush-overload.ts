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
const ANSWERED_WITHIN = 10_000
const MEMORY_MOST = 300 * 1024 * 1024
const MEGABYTE = 1024 * 1024
/** Three times what it can take, for so long. */
const TIMES = 3
const OVERLOAD_MS = 4_000
const KEPT_AT_LEAST = 0.8
const CALM = 20_000
const ROUNDS = 3

/** Who is seated and who waits, in the order of their places: it must be the order in which they came. */
async function checkWaitlist(db: Db, sessions: Sessions): Promise<string[]> {
  const rows = await db.query<{ booker_id: string; status: string }>(
    'select booker_id, status from booking where session_id = $1 order by place',
    [sessionOf(sessions, 0)],
  )
  const booked = rows.filter((row) => row.status === 'booked').length
  const wrong: string[] = []
  if (booked !== PLACES) wrong.push(`${booked} booked for ${PLACES} places`)
  if (rows.length !== PEOPLE) wrong.push(`${rows.length} of ${PEOPLE} are seated or wait`)
  const early = rows.findIndex((row, at) => row.booker_id !== personOf(at) || (row.status === 'booked') !== at < PLACES)
  if (early >= 0) wrong.push(`place ${early + 1} is not that of who came as number ${early + 1}`)
  return wrong
}

/** Everybody of a neighbourhood wants one of thirty places, within one second. */
export async function rush(db: Db, url: string, set: number): Promise<Table> {
  const cloud = await openCloud(url)
  const sessions: Sessions = { set, count: 1, stations: 1 }
  try {
    await addSessions(db, sessions, PLACES)
    const run = { way: 'rush' as const, clients: 0, count: PEOPLE, ms: SECOND, from: 0, sessions, wait: true }
    const ran = only(await cloud.run(run), 201)
    const slowest = quantile(ran.latencies, 1)
    const over = await checkWaitlist(db, sessions)
    if (slowest > ANSWERED_WITHIN) over.push(`the last was answered after ${duration(slowest)}`)
    if (ran.rss > MEMORY_MOST) over.push(`${(ran.rss / MEGABYTE).toFixed(0)} MB of memory`)
    return {
      title: `book: ${PEOPLE} people for ${PLACES} places, in one second`,
      columns: ['booked', 'in line', 'order', 'p50', 'p99', 'last', 'memory'],
      rows: [
        [
          String(PLACES),
          String(PEOPLE - PLACES),
          over.length ? 'no' : 'as they came',
          duration(quantile(ran.latencies, 0.5)),
          duration(quantile(ran.latencies, 0.99)),
          duration(slowest),
          `${(ran.rss / MEGABYTE).toFixed(0)} MB`,
        ],
      ],
      notes: ['Memory: resident, of the process of the cloud with its ten thousand clients in it.'],
      over,
    }
  } finally {
    cloud.close()
  }
}

/**
 * Three times as many as it can take, and in turn as many as it can take, in the same process: those let in must lose next
 * to nothing by the others.
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
    const sessions = await open(CALM)
    return cloud.run({ way: 'closed', clients: CLIENTS, count: CALM, ms: 0, from: 0, sessions, wait: false })
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
      // The first round warms up.
      if (round === 0) continue
      rates.push(rate)
      floods.push(ran)
    }
    const rate = median(rates)
    const of = (figure: (ran: RunResult) => number) => median(floods.map(figure))
    const goodput = of((ran) => ((ran.statuses[201] ?? 0) / ran.ms) * SECOND)
    const kept = goodput / rate
    return {
      title: `book: ${TIMES} times more than it can take, for ${duration(OVERLOAD_MS)}`,
      columns: ['', 'goodput kept', 'goodput', 'what it can take', 'booked', 'sent away (503)', 'last'],
      rows: [
        [
          'one hot session',
          kept.toFixed(2),
          perSecond(goodput),
          perSecond(rate),
          of((ran) => ran.statuses[201] ?? 0).toFixed(0),
          of((ran) => ran.statuses[503] ?? 0).toFixed(0),
          duration(of((ran) => quantile(ran.latencies, 1))),
        ],
      ],
      notes: ['Medians of the rounds. Who is sent away gets Retry-After over HTTP (cloud/runtime/app.ts).'],
      over: kept < KEPT_AT_LEAST ? [`${kept.toFixed(2)} of the goodput kept, at least ${KEPT_AT_LEAST}`] : [],
    }
  } finally {
    cloud.close()
  }
}
