import type { Observer } from '../../base/watch'
import type { LogEvent } from '../../util/log-event'
import type { Env } from '../env'

export type Log = (event: LogEvent) => void

/** Writes one JSON line per event to standard error, which the platform or journald stores. */
export const logLine: Log = (event) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`)
}

/** The log of one district: its lines carry its id. */
export const logOf =
  (district: string, log: Log = logLine): Log =>
  (event) =>
    log({ ...event, district })

/** Access log: one line per response, unless the environment asks for faults only. */
export function watchForLog(env: Pick<Env, 'log'>, log: Log): Observer | undefined {
  if (env.log === 'faults') return undefined
  return {
    started: () => undefined,
    finished: () => undefined,
    answered: ({ ms, ...one }) => log({ event: 'request', ...one, ms: Math.round(ms * 10) / 10 }),
  }
}
