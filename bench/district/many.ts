import { addPeople, addSessions, openDistrict, type Sessions } from '../book/district'
import { openCloud } from '../book/open-cloud'
import { CLIENTS, only, perSecond, rateOf } from '../book/rates'
import { median } from '../shared/interleave'
import { run } from '../shared/postgres'
import { kilobytes, type Table } from '../shared/table'
import { type Idle, measureIdle } from './idle'

/** `BENCH_DISTRICTS=1,11`: fewer, since making 120 databases takes minutes. */
const COUNTS = (process.env.BENCH_DISTRICTS ?? '1,11,120').split(',').map(Number)
/** The pool of a district among several (cloud/runtime/district/file.ts). */
const POOL = 2
const BOOKINGS = 3_000
const ROUNDS = 3
const ROOM = 1_000_000
/** Clients in all: as many as for one district, and 32 for each of eleven, so that their batches are as full. */
const LOADS = [CLIENTS, 352]
/** Of the rate of one district, with as many clients, whatever the number of districts. */
const RATE_AT_LEAST = 0.6
const RATED = 11
const IDLE_BYTES_AT_MOST = 1024 * 1024
const CONNECTIONS_AT_MOST = 2

/** Copies of one district, made by PostgreSQL: creating and filling each takes longer. `drop` drops it too. */
async function copy(url: string, count: number) {
  const names = Array.from({ length: count }, (_, nth) => `${new URL(url).pathname.slice(1)}_${nth}`)
  const server = new URL(url)
  server.pathname = '/postgres'
  const template = new URL(url).pathname.slice(1)
  const urls: string[] = []
  const drop = async () => {
    for (const name of [...names, template]) await run(server.href, `drop database if exists ${name} with (force)`)
  }
  for (const name of names) {
    await run(server.href, `create database ${name} template ${template} strategy file_copy`)
    urls.push(Object.assign(new URL(url), { pathname: `/${name}` }).href)
  }
  return { urls, drop }
}

/**
 * Bookings per second by load and number of districts, of clients that take turns over the districts; they alternate round
 * by round.
 */
async function measureRates(
  urls: readonly string[],
  addTo: (sessions: Sessions) => Promise<void>,
): Promise<number[][]> {
  const clouds = await Promise.all(
    COUNTS.map((count) => openCloud(urls.slice(0, count), count === 1 ? undefined : POOL)),
  )
  const rates = LOADS.map(() => COUNTS.map((): number[] => []))
  let set = 0
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [load, clients] of LOADS.entries()) {
        for (const [at, cloud] of clouds.entries()) {
          const sessions: Sessions = { set: set++, count: 1, stations: 1 }
          await addTo(sessions)
          const run = { way: 'closed' as const, clients, count: BOOKINGS, ms: 0, from: 0, sessions, wait: false }
          const ran = only(await cloud.run(run), 201)
          if (round > 0) rates[load]?.[at]?.push(rateOf(ran))
        }
      }
    }
  } finally {
    for (const cloud of clouds) cloud.close()
  }
  return rates.map((byCount) => byCount.map(median))
}

/** 1, 11 and 120 districts in one process on one PostgreSQL: what they cost while nobody comes, and how many book. */
export async function many(): Promise<Table> {
  const first = await openDistrict()
  await addPeople(first.url, BOOKINGS)
  // A template may have no connections.
  await first.db.close()
  const copies = await copy(first.url, Math.max(...COUNTS))
  try {
    const idle: Idle[] = []
    for (const count of COUNTS) idle.push(await measureIdle(copies.urls.slice(0, count)))
    const rates = await measureRates(copies.urls, (sessions) => addEverywhere(copies.urls, sessions))
    const ratioOf = (load: number, at: number) => (rates[load]?.[at] ?? 0) / (rates[load]?.[0] ?? 1)
    const [small] = idle
    const perDistrict = (at: number) => ((idle[at]?.rss ?? 0) - (small?.rss ?? 0)) / Math.max(1, (COUNTS[at] ?? 1) - 1)
    const over: string[] = []
    const ratio = COUNTS.includes(RATED) ? ratioOf(0, COUNTS.indexOf(RATED)) : 1
    if (ratio < RATE_AT_LEAST)
      over.push(`${RATED} districts book ${ratio.toFixed(2)} of one, at least ${RATE_AT_LEAST}`)
    for (const [at, count] of COUNTS.entries()) {
      if (perDistrict(at) > IDLE_BYTES_AT_MOST)
        over.push(`${kilobytes(perDistrict(at))} a further idle district, of ${count}`)
      if ((idle[at]?.connections ?? 0) > count * CONNECTIONS_AT_MOST + 4)
        over.push(`${idle[at]?.connections} connections for ${count}`)
    }
    return {
      title: `district: many in one process, PostgreSQL ${first.version}`,
      columns: [
        ...['districts', 'idle CPU', 'statements/s', 'connections', 'memory', 'a further one'],
        ...LOADS.flatMap((clients) => [`booked, ${clients} clients`, ': one']),
      ],
      rows: COUNTS.map((count, at) => [
        String(count),
        `${((idle[at]?.cpu ?? 0) * 100).toFixed(1)} %`,
        (idle[at]?.transactions ?? 0).toFixed(0),
        String(idle[at]?.connections ?? 0),
        `${((idle[at]?.rss ?? 0) / 1024 / 1024).toFixed(0)} MB`,
        at === 0 ? '' : kilobytes(perDistrict(at)),
        ...LOADS.flatMap((_, load) => [perSecond(rates[load]?.[at] ?? 0), ratioOf(load, at).toFixed(2)]),
      ]),
      notes: [
        'Idle: the built cloud with its jobs. Booked: one hot session a district, clients in turn over the districts.',
      ],
      over,
    }
  } finally {
    await copies.drop()
  }
}

async function addEverywhere(urls: readonly string[], sessions: Sessions): Promise<void> {
  const { openPostgres } = await import('@cloud/db/postgres')
  for (const url of urls) {
    const db = openPostgres(url, 1)
    await addSessions(db, sessions, ROOM)
    await db.close()
  }
}
