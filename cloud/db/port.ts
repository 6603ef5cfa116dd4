export type Row = Record<string, unknown>

/**
 * All that 一刻 asks of a database: one statement, its values, its rows.
 * Without `params` the text may be a script of several statements, and the rows are the last one's.
 * `int8` and `numeric` arrive as numbers, `timestamptz` as epoch milliseconds, `date` as text.
 */
export type Db = {
  query<R extends Row = Row>(text: string, params?: readonly unknown[]): Promise<R[]>
  close(): Promise<void>
  /** Where there are several: how many are open, how many of them idle, and how many statements wait for one. */
  connections?(): { open: number; idle: number; waiting: number }
}

type DbFault = { code?: string; constraint?: string }

/** The constraint that a failed statement ran into: the database's own no. */
export const violated = (fault: unknown): string | undefined => (fault as DbFault)?.constraint

/** Two statements that waited for one another, or a lost serialisation race: asking again is the cure. */
export const isTransient = (fault: unknown): boolean => ['40001', '40P01'].includes((fault as DbFault)?.code ?? '')

/** SQLSTATE classes 08 (connection) and 57P (shut down), and what the network and the pool say. */
const UNREACHABLE = /^(08\w{3}|57P0[1-4]|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|55000)$/

/** The database is not there for now: nothing is wrong with the statement, and it may be asked again later. */
export const isUnreachable = (fault: unknown): boolean =>
  UNREACHABLE.test((fault as DbFault)?.code ?? '') ||
  /^(Connection terminated|timeout exceeded when trying to connect)/.test((fault as Error)?.message ?? '')
