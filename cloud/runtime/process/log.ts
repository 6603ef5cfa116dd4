import type { Observer } from '../../base/watch'
import type { LogEvent } from '../../util/log-event'
import type { Env } from '../env'

export type Log = (event: LogEvent) => void

/** One JSON line an event. The platform, journald or whoever starts us keeps what is written to standard error. */
export const logLine: Log = (event) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`)
}

/** A line for every answer, unless the environment wants only what went wrong. */
export function watchForLog(env: Env, log: Log): Observer | undefined {
  if (env.log === 'faults') return undefined
  return {
    started: () => undefined,
    finished: () => undefined,
    answered: ({ ms, ...one }) => log({ event: 'request', ...one, ms: Math.round(ms * 10) / 10 }),
  }
}
