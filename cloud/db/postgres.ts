import { createHash } from 'node:crypto'
import { Pool, types } from 'pg'
import { type Db, isTransient, type Row, violated } from './port'
import { parsers } from './types'

/** Few connections: the hot row's lock is held through a commit, and waiters only make it longer. */
const POOL_SIZE = 6
const CONNECT_MS = 5_000
const STATEMENT_MS = 10_000
/** How often a statement is asked that met a deadlock: each is a transaction of its own, and left nothing. */
const ATTEMPTS = 6

/** The same text gets the same name, and so is parsed and planned once a connection. */
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
 * A plan lives as long as its connection: made while a table was small, it would read it whole when it is large. What has
 * no index is read all the same, only never compiled for it.
 */
const PLANNER_OPTIONS = '-c enable_seqscan=off -c jit=off'

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
  // An idle connection that the server closed is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => undefined)
  /**
   * `pool.query` closes the connection of every statement that fails, and a constraint's no is a daily thing:
   * only what may have broken the connection does so here.
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
      if (!violated(fault) && !isTransient(fault)) broken = fault as Error
      throw fault
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }
  /** The one place where a transient fault is asked again: no service has a loop of its own for it. */
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
      // A script of several statements answers with as many results.
      const results = [await pool.query<R>(text)].flat()
      return results.at(-1)?.rows ?? []
    },
    close: () => pool.end(),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  }
}
