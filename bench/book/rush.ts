import type { Db } from '@cloud/db/port'
import { duration, type Table } from '../table'
import { addSessions, personOf, type Sessions, sessionOf } from './district'
import { openCloud } from './process'
import { only, perSecond, quantile } from './rates'

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

/** Who is seated and who waits, in the order of their places: it must be the order in which they came. */
async function checkLine(db: Db, sessions: Sessions): Promise<string[]> {
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
    const over = await checkLine(db, sessions)
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

/** Three times as many as `rate`, which is what it can take: those let in must lose next to nothing by it. */
export async function overload(db: Db, url: string, set: number, rate: number): Promise<Table> {
  const cloud = await openCloud(url)
  const count = Math.round((rate * TIMES * OVERLOAD_MS) / 1000)
  const sessions: Sessions = { set, count: 1, stations: 1 }
  try {
    await addSessions(db, sessions, count)
    const run = { way: 'rush' as const, clients: 0, count, ms: OVERLOAD_MS, from: 0, sessions, wait: false }
    const ran = only(await cloud.run(run), 201, 503)
    const booked = ran.statuses[201] ?? 0
    const goodput = (booked / ran.ms) * 1000
    const kept = goodput / rate
    return {
      title: `book: ${TIMES} times more than it can take, for ${duration(OVERLOAD_MS)}`,
      columns: ['', 'goodput kept', 'goodput', 'offered', 'booked', 'sent away (503)', 'last'],
      rows: [
        [
          'one hot session',
          kept.toFixed(2),
          perSecond(goodput),
          perSecond(count / (OVERLOAD_MS / 1000)),
          String(booked),
          String(ran.statuses[503] ?? 0),
          duration(quantile(ran.latencies, 1)),
        ],
      ],
      notes: ['Who is sent away gets Retry-After over HTTP (cloud/app.ts).'],
      over: kept < KEPT_AT_LEAST ? [`${kept.toFixed(2)} of the goodput kept, at least ${KEPT_AT_LEAST}`] : [],
    }
  } finally {
    cloud.close()
  }
}
