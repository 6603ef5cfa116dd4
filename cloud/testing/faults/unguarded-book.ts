import type { Db } from '../../db/port'
import { patchFunction } from './fault-injection'

/**
 * Removes the guards of `book`, for twins: the row locks and the comparison of versions. A pause between reading and writing
 * makes all callers read before any of them writes.
 */
export async function removeBookGuard(db: Db): Promise<void> {
  await patchFunction(db, 'book', ' for update) x', ') x')
  await patchFunction(db, 'book', ' and version = s_old[s]', '')
  await patchFunction(db, 'book', 'update session set taken', 'perform pg_sleep(0.2);\n    update session set taken')
}

/** Drops the second guard: every version of a session belongs to one change. */
export const DROP_VERSION_GUARD = 'alter table session_change drop constraint session_change_pkey'
