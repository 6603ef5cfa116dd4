import { describeFault } from '../../util/fault'
import type { Log } from './log'
import type { Opening } from './open'

/** Errors whose message is enough for the operator; anything else is a fault and prints its stack. */
const EXPECTED = new Set(['BadEnv', 'NoDatabase', 'FolderHeld', 'NoPort'])

/** What a start tells the operator, step by step. */
export type StartReport = Required<Pick<Opening, 'step' | 'tell'>> & {
  ready: (at: { host: string; port: number }) => void
  failed: (fault: Error) => void
}

/** For a terminal: lines that people read. */
const forPeople: StartReport = {
  async step(name, work) {
    const from = Date.now()
    process.stdout.write(`· ${name} …`)
    const result = await work()
    process.stdout.write(` ${((Date.now() - from) / 1000).toFixed(1)} s\n`)
    return result
  },
  tell: (line) => console.log(`\n${line}`),
  ready: ({ host, port }) => console.log(`\n一刻 is ready: http://${host.includes(':') ? `[${host}]` : host}:${port}`),
  failed: (fault) => console.error(`\n${EXPECTED.has(fault.name) ? fault.message : fault.stack}`),
}

/** For a log collector: nothing but JSON lines. */
const forLog = (log: Log): StartReport => ({
  step: (_name, work) => work(),
  tell: (text) => log({ event: 'start', text }),
  ready: () => undefined,
  failed: (fault) => log({ event: 'no-start', error: EXPECTED.has(fault.name) ? fault.message : describeFault(fault) }),
})

export const reportStart = (isProduction: boolean, log: Log): StartReport => (isProduction ? forLog(log) : forPeople)
