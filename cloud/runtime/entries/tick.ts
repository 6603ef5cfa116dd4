import { join } from 'node:path'
import { readSchema } from '../../db/schema-files'
import { describeFault } from '../../util/fault'
import { readEnv } from '../env'
import { logLine } from '../process/log'
import { createTimer } from '../process/timer'
import { createTenant } from '../tenant/tenant'

const turn = createTimer(() => {
  const env = readEnv(process.env, { postgres: true, pool: 2 })
  const opening = { env, schema: readSchema(join(__dirname, 'schema')), log: logLine }
  return env.districts.map((settings) => createTenant(opening, settings))
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
