import { describeFault } from '../util/fault'
import type { LogEvent } from '../util/log-event'
import type { Db } from './port'

/**
 * After an erasure: removes what it left in the files of an embedded database. The erasure itself is done, so a failure is
 * logged and not answered.
 */
export async function forgetErased({ db, log }: { db: Db; log: (event: LogEvent) => void }): Promise<void> {
  try {
    await db.forget?.()
  } catch (fault) {
    log({ event: 'fault', error: describeFault(fault) })
  }
}
