import { join } from 'node:path'
import { readSchema } from '../db/schema-files'
import { readEnv } from '../env'
import { tellFault } from '../fault'
import { logLine } from './log'
import { openDeps } from './open'
import { createTimer } from './timer'

const turn = createTimer(async () => {
  const env = readEnv(process.env, { postgres: true, pool: 2 })
  return openDeps({ env, schema: readSchema(join(__dirname, 'schema')), log: logLine })
})

/** Called by a timer trigger. What fails is tried again by the next. */
export async function main(): Promise<{ ok: boolean }> {
  try {
    await turn()
    return { ok: true }
  } catch (fault) {
    logLine({ event: 'tick-fault', error: tellFault(fault) })
    return { ok: false }
  }
}
