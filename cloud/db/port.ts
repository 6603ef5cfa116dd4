export type Row = Record<string, unknown>

/**
 * Port to the database: one statement, its values, its rows.
 * Without `params` the text may be a script of several statements, with no limit of time: of a call each statement has them,
 * if need be `[]`. The rows are those of the last.
 * `int8` and `numeric` arrive as numbers, `timestamptz` as epoch milliseconds, `date` as text.
 */
export type Db = {
  query<R extends Row = Row>(text: string, params?: readonly unknown[]): Promise<R[]>
  close(): Promise<void>
  /**
   * Rewrites the tables and drops the log, so that no file has what was deleted. Only where the files are ours, in the
   * embedded database; a server vacuums by itself (docs/deploy.md).
   */
  forget?(): Promise<void>
  /** Size of the connection pool, if there is one: open and idle connections, and statements waiting for one. */
  connections?(): { open: number; idle: number; waiting: number }
}

/** PostgreSQL connections of a process: few, since a hot row's lock is held through a commit, and more waiters only prolong it. */
export const POOL_SIZE = 6

type DbFault = { code?: string; constraint?: string }

/** Name of the constraint that a failed statement violated. */
export const violated = (fault: unknown): string | undefined => (fault as DbFault)?.constraint

/** A deadlock (40P01) or serialisation failure (40001): the statement may be retried. */
export const isTransient = (fault: unknown): boolean => ['40001', '40P01'].includes((fault as DbFault)?.code ?? '')

/**
 * SQLSTATE classes of faults that end a statement and nothing else: 22 (data), 23 (constraint), 40 (rolled back), 54
 * (limit) and P0 (raised by a function). Not 0A: it may mean a stale plan, which lasts as long as its connection.
 */
const STATEMENT_ONLY = /^(22|23|40|54|P0)\w{3}$/

/** The statement failed by its values; its connection is as good as before. */
export const isOfStatement = (fault: unknown): boolean => STATEMENT_ONLY.test((fault as DbFault)?.code ?? '')

/** SQLSTATE classes 08 (connection) and 57P (shutdown), and errors of the network and the pool. */
const UNREACHABLE = /^(08\w{3}|57P0[1-4]|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|55000)$/

/** The database is unavailable for now: the statement is fine and may be retried later. */
export const isUnreachable = (fault: unknown): boolean =>
  UNREACHABLE.test((fault as DbFault)?.code ?? '') ||
  /^(Connection terminated|timeout exceeded when trying to connect)/.test((fault as Error)?.message ?? '')
