import type { Db } from '@cloud/db/port'
import { Client } from 'pg'

/** A database of our own on a real PostgreSQL, and the way to leave nothing behind. */
export type OwnDatabase = { url: string; version: string; drop: () => Promise<void> }

/** On a connection of its own, and for as long as it takes. */
export async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** What reads whole tables: row by row through an index it would take minutes where it takes seconds. */
const WHOLE = "set enable_nestloop = off; set work_mem = '128MB'"

/** A database for questions about all of it, on one connection. */
export async function patiently<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(WHOLE)
  const query: Db['query'] = async (text, params) => (await client.query(text, params ? [...params] : undefined)).rows
  return work({ query, close: () => client.end() }).finally(() => client.end())
}

/**
 * On the server that TEST_DATABASE_URL names; without one, on the embedded one of the lane of races. `durable` insists
 * that a commit has reached the disk: the embedded one, which spares the tests that, then does it too.
 */
export async function createOwnDatabase({ durable = false } = {}): Promise<OwnDatabase> {
  const { default: startPostgres } = await import('../../cloud/testing/database/start-postgres.mjs')
  await startPostgres({}, {}, durable)
  const server = process.env.TEST_DATABASE_URL ?? ''
  const name = `yike_bench_${process.pid}_${Date.now()}`
  const own = new URL(server)
  own.pathname = `/${name}`
  const drop = async () => {
    await run(server, `drop database if exists ${name} with (force)`)
  }
  await run(server, `create database ${name}`)
  const [row] = await run(server, 'show server_version')
  const [sync] = await run(server, 'show fsync')
  if (durable && sync?.fsync !== 'on')
    throw new Error('this PostgreSQL runs with fsync off: its figures would mean nothing')
  return { url: own.href, version: String(row?.server_version).split(' ')[0] ?? '', drop }
}

/** At the end of all benches: a server that was started for them goes away. */
export async function stopServer(): Promise<void> {
  const { default: stopPostgres } = await import('../../cloud/testing/database/stop-postgres.mjs')
  await stopPostgres()
}
