import type { Log } from './log'

/** Just under the 10 s between SIGTERM and SIGKILL that docs/deploy.md prescribes. */
const GONE_MS = 9_500

/** Graceful shutdown on SIGINT or SIGTERM: exit code 0, or 1 if the work in progress did not end in time. */
export function endOnSignal(stop: () => Promise<void>, log: Log): void {
  const end = (signal: NodeJS.Signals) => {
    const from = performance.now()
    log({ event: 'stopping', signal })
    const ended = (ok: boolean) => {
      log({ event: 'stop', ok, ms: Math.round(performance.now() - from) })
      process.exit(ok ? 0 : 1)
    }
    setTimeout(() => ended(false), GONE_MS).unref()
    stop().then(
      () => ended(true),
      () => ended(false),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
}
