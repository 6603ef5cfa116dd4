import type { Deps } from '../base/deps'

/** Rows per statement: enough to be fast, few enough for a small message. */
const BATCH = 2_000

/** Runs a statement that reads its rows from one JSON array, batch by batch. */
export async function insertRows(deps: Pick<Deps, 'db'>, sql: string, rows: readonly unknown[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    await deps.db.query(sql, [JSON.stringify(rows.slice(at, at + BATCH))])
  }
}
