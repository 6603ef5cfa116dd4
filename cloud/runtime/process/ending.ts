import type { Log } from './log'

/** Just under the 10 s between SIGTERM and SIGKILL that docs/deploy.md prescribes. */
const GONE_MS = 9_500

/** Graceful shutdown on SIGINT or SIGTERM: exit code 0, or 1 if the work in progress did not end in time. */
export function endOnSignal(stop: () => Promise<void>, log: Log): void {
  const end = () => {
    const late = () => {
      log({ event: 'stop', ok: false })
      process.exit(1)
    }
    setTimeout(late, GONE_MS).unref()
    stop().then(() => process.exit(0), late)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
}
