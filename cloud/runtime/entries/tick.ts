import { join } from 'node:path'
import { describeFault } from '../../base/fault'
import { readMigrations } from '../../db/migration-files'
import { readEnv } from '../env'
import { logLine } from '../process/log'
import { openDeps } from '../process/open'
import { createTimer } from '../process/timer'

const turn = createTimer(async () => {
  const env = readEnv(process.env, { postgres: true, pool: 2 })
  return openDeps({ env, migrations: readMigrations(join(__dirname, '../../entry/migrations')), log: logLine })
})

/** Timer function: runs the jobs at each trigger. What fails is retried at the next. */
export async function main(): Promise<{ ok: boolean }> {
  try {
    await turn()
    return { ok: true }
  } catch (fault) {
    logLine({ event: 'tick-fault', error: describeFault(fault) })
    return { ok: false }
  }
}
