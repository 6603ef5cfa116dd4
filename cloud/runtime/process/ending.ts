import type { Log } from './log'

/** Who asked us to go sends SIGKILL ten seconds later, or so the guide tells them (docs/deploy.md). */
const GONE_MS = 9_500

/** Asked to go, it lets what runs finish and goes: with 0, or with 1 when the time was not enough. */
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
