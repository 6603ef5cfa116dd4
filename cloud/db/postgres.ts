import { createHash } from 'node:crypto'
import { Pool, types } from 'pg'
import { type Db, isOfStatement, isTransient, type Row } from './port'
import { parsers } from './types'

/** Few connections: a hot row's lock is held through a commit, and more waiters only prolong it. */
const POOL_SIZE = 6
const CONNECT_MS = 5_000
const STATEMENT_MS = 10_000
/** Attempts for a statement that met a deadlock: each is a transaction of its own that was rolled back. */
const ATTEMPTS = 6

/** Names of prepared statements: the same text is parsed and planned once per connection. */
const names = new Map<string, string>()
function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha1').update(text).digest('hex')
    names.set(text, name)
  }
  return name
}

/**
 * A plan lives as long as its connection: made while a table is small, it would still scan it when it is large. Without
 * an index a table is scanned all the same; JIT is off, because the inflated cost of such a scan would trigger it.
 */
const PLANNER_OPTIONS = '-c enable_seqscan=off -c jit=off'

/** A pool of connections; `most` of them, with timeouts of 5 s to connect and 10 s per statement. */
export function openPostgres(url: string, most = POOL_SIZE): Db {
  const pool = new Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    options: PLANNER_OPTIONS,
    types: {
      getTypeParser: (oid: number, format?: string) =>
        (format !== 'binary' && parsers[oid]) || types.getTypeParser(oid, format as 'text'),
    },
  })
  // The pool replaces an idle connection that the server closed; unhandled, its error would end the process.
  pool.on('error', () => undefined)
  /**
   * Unlike `pool.query`, which closes the connection after every failure, this keeps it after a fault of the statement:
   * a constraint or a deadlock is routine, and nobody's input may cost everybody a connection.
   */
  const ask = async <R extends Row>(text: string, params: readonly unknown[]): Promise<R[]> => {
    const client = await pool.connect()
    let broken: Error | undefined
    const onError = (fault: Error) => {
      broken = fault
    }
    client.on('error', onError)
    try {
      return (await client.query<R>({ name: nameOf(text), text, values: [...params] })).rows
    } catch (fault) {
      if (!isOfStatement(fault)) broken = fault as Error
      throw fault
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }
  /** The only retry loop for transient faults: services have none of their own. */
  const retryQuery = async <R extends Row>(text: string, params: readonly unknown[]): Promise<R[]> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask<R>(text, params)
      } catch (fault) {
        if (!isTransient(fault) || attempt === ATTEMPTS) throw fault
      }
    }
  }
  return {
    async query<R extends Row>(text: string, params?: readonly unknown[]) {
      if (params) return retryQuery<R>(text, params)
      // A script of several statements returns an array of results.
      const results = [await pool.query<R>(text)].flat()
      return results.at(-1)?.rows ?? []
    },
    close: () => pool.end(),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  }
}
