import { join } from 'node:path'
import { readSchema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { describeFault } from '../../util/fault'
import { readEnv } from '../env'
import { endOnSignal } from '../process/ending'
import { logLine, watchForLog } from '../process/log'
import { serve } from '../process/serve'

/** A function of the kind HTTP is a process that listens here, on every address; only /tmp can be written. */
const USUAL = { port: 9000, host: '0.0.0.0', postgres: true } as const

async function main(): Promise<void> {
  const env = readEnv(process.env, USUAL)
  const running = await serve({
    env,
    schema: readSchema(join(__dirname, '../../entry/schema')),
    log: logLine,
    watch: watchForLog(env, logLine),
    // An instance sleeps between its requests: the function tick sees to the clock's work.
    ticked: null,
  })
  logLine({ event: 'ready', port: running.port })
  endOnSignal(running.stop, logLine)
}

main().catch((fault: Error) => {
  const told = fault instanceof BadEnv
  logLine({ event: 'no-start', error: told ? fault.message : describeFault(fault) })
  process.exit(told ? 2 : 1)
})
