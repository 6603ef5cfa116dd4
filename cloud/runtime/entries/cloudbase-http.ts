import { join } from 'node:path'
import { describeFault } from '../../base/fault'
import { readMigrations } from '../../db/migration-files'
import { BadEnv, readEnv } from '../env'
import { endOnSignal } from '../process/ending'
import { logLine, watchForLog } from '../process/log'
import { serve } from '../process/serve'

/** CloudBase HTTP function: a process that must listen on port 9000 of every address; only /tmp is writable. */
const USUAL = { port: 9000, host: '0.0.0.0', postgres: true } as const

async function main(): Promise<void> {
  const env = readEnv(process.env, USUAL)
  const running = await serve({
    env,
    migrations: readMigrations(join(__dirname, '../../entry/migrations')),
    log: logLine,
    watch: watchForLog(env, logLine),
    // An instance is suspended between requests: the timer function runs the jobs (entries/tick.ts).
    ticked: null,
  })
  logLine({ event: 'ready', port: running.port })
  endOnSignal(running.stop, logLine)
}

main().catch((fault: Error) => {
  const isExpected = fault instanceof BadEnv
  logLine({ event: 'no-start', error: isExpected ? fault.message : describeFault(fault) })
  process.exit(isExpected ? 2 : 1)
})
