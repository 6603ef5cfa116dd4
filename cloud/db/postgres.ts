import { createHash } from 'node:crypto'
import { Socket } from 'node:net'
import { Pool, types } from 'pg'
import { NoAnswer, within } from './hanging/no-answer'
import { createProbe } from './hanging/probe'
import { type Db, isOfStatement, isTransient, POOL_SIZE, type Row } from './port'
import { parsers } from './types'

/**
 * Longest wait for a statement, from the call to its rows: a connection, and all attempts. Beyond it the database hangs (a
 * stopped process, a network that drops everything), which TCP alone would notice after many minutes.
 */
const ANSWER_MS = 5_000
/** The server ends a slow statement before that, so that one without an answer is not merely slow. */
export const STATEMENT_MS = ANSWER_MS - 1_000
/** Longest wait for connections to say goodbye. */
const CLOSE_MS = 1_000
/** Attempts for a statement that met a deadlock: each is a transaction of its own that was rolled back. */
const ATTEMPTS = 6

/** What pg and its pool say when a connection took too long. */
const TIMED_OUT = /timeout/

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

/** Milliseconds until a statement is given up, by us and by the server (0: never), and options of the connection. */
type Limits = { answer: number; statement: number; options: string }
const SERVING: Limits = { answer: ANSWER_MS, statement: STATEMENT_MS, options: PLANNER_OPTIONS }
/**
 * A check of a large district reads every table, which takes minutes; nobody waits for it but the operator. The limit is
 * taken off in words: behind pgbouncer the role has one.
 */
const PATIENT: Limits = { answer: 6 * 3_600_000, statement: 0, options: '-c statement_timeout=0' }

/** A pool of at most `most` connections. No statement takes longer than ANSWER_MS, scripts excepted. */
export const openPostgres = (url: string, most = POOL_SIZE): Db => open(url, most, SERVING)

/** Connections for an operator's command that reads or writes whole tables, such as a restore: without a limit of time. */
export const openPatiently = (url: string): Db => open(url, 2, PATIENT)

function open(url: string, most: number, limits: Limits): Db {
  const sockets = new Set<Socket>()
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    stream: () => {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    },
  }
  const pool = new Pool({
    ...connection,
    max: most,
    statement_timeout: limits.statement,
    options: limits.options,
    types: {
      getTypeParser: (oid: number, format?: string) =>
        (format !== 'binary' && parsers[oid]) || types.getTypeParser(oid, format as 'text'),
    },
  })
  const probe = createProbe(connection)
  // The pool replaces an idle connection that the server closed; unhandled, its error would end the process.
  pool.on('error', () => undefined)
  /**
   * Unlike `pool.query`, which closes the connection after every failure, this keeps it after a fault of the statement:
   * a constraint or a deadlock is routine, and nobody's input may cost everybody a connection.
   */
  const ask = async <R extends Row>(text: string, params: readonly unknown[], until: number): Promise<R[]> => {
    const left = () => Math.max(0, until - performance.now())
    const connected = pool.connect().catch((fault: Error) => {
      throw TIMED_OUT.test(fault.message) ? new NoAnswer() : fault
    })
    const client = await within(left(), connected, (late) => late.release())
    let broken: Error | undefined
    const onError = (fault: Error) => {
      broken = fault
    }
    client.on('error', onError)
    try {
      return (await within(left(), client.query<R>({ name: nameOf(text), text, values: [...params] }))).rows
    } catch (fault) {
      if (!isOfStatement(fault)) broken = fault as Error
      throw fault
    } finally {
      client.off('error', onError)
      // One without an answer is closed: the next statement would only wait behind it.
      client.release(broken)
    }
  }
  /** The only retry loop for transient faults: services have none of their own. */
  const retryQuery = async <R extends Row>(text: string, params: readonly unknown[]): Promise<R[]> => {
    const until = performance.now() + limits.answer
    await probe.pass()
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask<R>(text, params, until)
      } catch (fault) {
        if (fault instanceof NoAnswer) probe.suspect()
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
    async close() {
      const late = setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, CLOSE_MS)
      await pool.end().finally(() => clearTimeout(late))
    },
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  }
}
