import type { Db } from '@cloud/db/port'
import { Client } from 'pg'

/** A temporary database on a real PostgreSQL, with its cleanup. */
export type OwnDatabase = { url: string; version: string; drop: () => Promise<void> }

/** Runs SQL on its own connection, without a timeout. */
export async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Planner settings for whole-table queries: nested loops through an index would take minutes instead of seconds. */
const WHOLE = "set enable_nestloop = off; set work_mem = '128MB'"

/** Runs whole-database queries on one connection with those settings. */
export async function patiently<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(WHOLE)
  const query: Db['query'] = async (text, params) => (await client.query(text, params ? [...params] : undefined)).rows
  return work({ query, close: () => client.end() }).finally(() => client.end())
}

/**
 * Creates a temporary database on the server of TEST_DATABASE_URL, or on the embedded one of the races lane, here with
 * fsync: the first benchmark that asks for a server starts it for all.
 */
export async function createOwnDatabase(): Promise<OwnDatabase> {
  const { default: startPostgres } = await import('../../cloud/testing/database/start-postgres.mjs')
  await startPostgres({}, {}, true)
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
  if (sync?.fsync !== 'on') throw new Error('this PostgreSQL runs with fsync off, which makes the figures meaningless')
  return { url: own.href, version: String(row?.server_version).split(' ')[0] ?? '', drop }
}

/** Stops the embedded server, if one was started for the benchmarks. */
export async function stopServer(): Promise<void> {
  const { default: stopPostgres } = await import('../../cloud/testing/database/stop-postgres.mjs')
  await stopPostgres()
}
