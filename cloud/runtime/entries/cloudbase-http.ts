import { join } from 'node:path'
import { readSchema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { describeFault } from '../../util/fault'
import { readEnv } from '../env'
import { endOnSignal } from '../process/ending'
import { logLine, watchForLog } from '../process/log'
import { serve } from '../process/serve'

/** CloudBase HTTP function: a process that must listen on port 9000 of every address; only /tmp is writable. */
const USUAL = { port: 9000, host: '0.0.0.0', postgres: true } as const

async function main(): Promise<void> {
  const env = readEnv(process.env, USUAL)
  const running = await serve({
    env,
    schema: readSchema(join(__dirname, 'schema')),
    log: logLine,
    watch: watchForLog(env, logLine),
    // An instance is suspended between requests: the timer function runs the jobs (entries/tick.ts).
    ticked: null,
  })
  endOnSignal(running.stop, logLine)
  logLine({ event: 'ready', port: running.port })
}

main().catch((fault: Error) => {
  const isExpected = fault instanceof BadEnv
  logLine({ event: 'no-start', error: isExpected ? fault.message : describeFault(fault) })
  process.exit(isExpected ? 2 : 1)
})
