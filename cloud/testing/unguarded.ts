import type { Db } from '../db/port'
import { refunction } from './meddling'

/**
 * `book` as one would write it without thinking: it looks whether there is room, and then writes. The rows are not held,
 * the version is not compared, and everybody has looked before anybody writes.
 */
export async function lookThenBook(db: Db): Promise<void> {
  await refunction(db, 'book', ' for update) x', ') x')
  await refunction(db, 'book', ' and version = s_old[s]', '')
  await refunction(db, 'book', 'update session set taken', 'perform pg_sleep(0.2);\n    update session set taken')
}

/** The second guard of the same: a version of a session is one change’s. */
export const SAME_VERSION_TWICE = 'alter table session_change drop constraint session_change_pkey'
