import { migrate } from '@cloud/db/migrate'
import type { Db } from '@cloud/db/port'
import { openPostgres } from '@cloud/db/postgres'
import { readSchema } from '@cloud/db/schema-files'
import { loadHuangpu } from '@cloud/demo/district'
import { seedDistrict } from '@cloud/demo/seed'
import { nearStations, PROJECTED } from '@cloud/place/station/queries'
import { Client } from 'pg'
import { LARGE, NO_INDEX_OVER_INDEX_AT_LEAST, PORT_OVER_STATEMENT_AT_MOST } from '../shared/budgets'
import { interleave } from '../shared/interleave'
import { createOwnDatabase } from '../shared/postgres'
import { duration, type Table, times } from '../shared/table'
import { askPoint, LIMIT } from './ask-points'

/** Numbers of stations, and queries per round for each way; scanning a million rows takes a second. */
const SIZES = [
  { stations: 157, rounds: 15, queries: 100, scanned: 20 },
  { stations: 10_000, rounds: 15, queries: 100, scanned: 5 },
  { stations: 1_000_000, rounds: 5, queries: 100, scanned: 1 },
]
const ordered = (columns: string) => `select ${columns} from station order by spot <-> ${PROJECTED} limit ${LIMIT}`
const BARE = ordered('id')
/** The same columns as nearStations: the rest of the difference is our own overhead. */
const WHOLE = ordered('id, about')
/** The `+ 0` prevents use of the index, so every row is read and sorted. */
const EVERY_ROW = `select id from station order by (spot <-> ${PROJECTED}) + 0 limit ${LIMIT}`

/**
 * Adds copies of the 157 real stations within some 3 km of them. The index is rebuilt at the end: a million inserts
 * into it take minutes.
 */
async function growTo(url: string, count: number): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query("select indexdef from pg_indexes where indexname = 'station_spot'")
    await client.query('drop index station_spot; select setseed(0.5)')
    await client.query(
      `insert into station (id, kind, street, lat, lng, about)
       select 'hx' || n, s.kind, s.street, s.lat + (random() - 0.5) * 0.03, s.lng + (random() - 0.5) * 0.03,
         s.about || jsonb_build_object('id', 'hx' || n)
       from generate_series((select count(*) from station) + 1, $1::bigint) n
       join station s on s.id = 'hp' || lpad((1 + n % 157)::text, 3, '0')`,
      [count],
    )
    await client.query(rows[0].indexdef)
    await client.query('vacuum analyze station')
  } finally {
    await client.end()
  }
}

const idsOf = async (db: Db, sql: string, { lng, lat }: { lng: number; lat: number }): Promise<string[]> =>
  (await db.query<{ id: string }>(sql, [lng, lat])).map((row) => row.id)

/** Sequential, so that all queries use the same pooled connection. */
async function inTurn<T>(count: number, round: number, ask: (nth: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  for (let nth = 0; nth < count; nth++) answers.push(await ask(round * 100 + nth))
  return answers
}

function rowOf(stations: number, [ours = 0, bare = 0, whole = 0, every = 0]: number[]): string[] {
  const ratios = [ours / bare, ours / whole, every / bare].map(times)
  return [`${stations}`, ...ratios, ...[ours, bare, whole, every].map(duration)]
}

function missesOf(stations: number, [ours = 0, bare = 0, whole = 0, every = 0]: number[]): string[] {
  if (stations < LARGE) return []
  const [port, noIndex] = [ours / whole, every / bare]
  return [
    ...(port > PORT_OVER_STATEMENT_AT_MOST
      ? [
          `near, ${stations} stations: nearStations takes ${times(port)} the time of its statement, at most ${PORT_OVER_STATEMENT_AT_MOST}`,
        ]
      : []),
    ...(noIndex < NO_INDEX_OVER_INDEX_AT_LEAST
      ? [
          `near, ${stations} stations: the full scan takes ${times(noIndex)} the time of the index, at least ${NO_INDEX_OVER_INDEX_AT_LEAST}`,
        ]
      : []),
  ]
}

export async function nearSql(): Promise<Table> {
  const own = await createOwnDatabase()
  const db = openPostgres(own.url)
  const rows: string[][] = []
  const over: string[] = []
  try {
    await migrate(db, readSchema('cloud'))
    await seedDistrict({ db, now: Date.now }, { ...(await loadHuangpu()), offerings: [] })
    for (const { stations, rounds, queries, scanned } of SIZES) {
      await growTo(own.url, stations)
      const port = async (nth: number) =>
        (await nearStations(db, { spot: askPoint(nth), kind: undefined, limit: LIMIT, now: Date.now() })).map(
          (one) => one.id,
        )
      const bare = (sql: string, calls: number) => ({
        calls,
        work: (round: number) => inTurn(calls, round, (nth) => idsOf(db, sql, askPoint(nth))),
      })
      const ours = { calls: queries, work: (round: number) => inTurn(queries, round, port) }
      const ways = [ours, bare(BARE, queries), bare(WHOLE, queries), bare(EVERY_ROW, scanned)]
      const taken = await interleave(ways, rounds, ([found = [], ...others]) => {
        for (const other of others) {
          if (String(other) !== String(found.slice(0, other.length)))
            throw new Error('the statements return different stations')
        }
      })
      rows.push(rowOf(stations, taken))
      over.push(...missesOf(stations, taken))
    }
  } finally {
    await db.close()
    await own.drop()
  }
  return {
    title: `near: the ${LIMIT} nearest stations from PostgreSQL ${own.version}, nearStations relative to the bare statement`,
    columns: ['stations', 'ours : ids', 'ours : rows', 'no index : ids', 'ours', 'ids', 'rows', 'no index'],
    rows,
    over,
    notes: [
      'ids: the bare statement for ids only; rows: for whole stations, as ours returns them; no index: full scan.',
      'All four returned the same stations in the same order in every round.',
    ],
  }
}
