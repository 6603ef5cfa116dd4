import { HOUR } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { describeFault } from '../../util/fault'
import { type JobObserver, type JobRound, runJobs, runLongJobs, runUrgentJobs, runWechatJobs } from '../jobs'

/** Short enough to offer a free seat to the waitlist within 5 s. */
const SOON_MS = 2_000

/** The periodic jobs of a long-lived process. `afterwards` runs after each full round (once an hour). */
export function startTimers(deps: Deps, ticked: JobObserver = () => undefined, afterwards = async () => {}) {
  const every = (ms: number, name: JobRound, work: () => Promise<void>) => {
    let running: Promise<void> | undefined
    const round = async () => {
      const from = performance.now()
      try {
        await work()
        ticked(name, performance.now() - from, true)
      } catch (fault) {
        deps.log({ event: 'tick-fault', name, error: describeFault(fault) })
        ticked(name, performance.now() - from, false)
      }
    }
    const timer = setInterval(() => {
      // No overlap: a round longer than its interval skips the next.
      running ??= round().finally(() => {
        running = undefined
      })
    }, ms)
    return () => {
      clearInterval(timer)
      return running
    }
  }
  const ends = [
    every(SOON_MS, 'soon', () => runUrgentJobs(deps)),
    every(SOON_MS, 'wechat', () => runWechatJobs(deps)),
    // Beside the urgent ones, which it must not delay.
    every(SOON_MS, 'closing', () => runLongJobs(deps)),
    every(HOUR, 'tick', async () => {
      await runJobs(deps)
      await afterwards()
    }),
  ]
  /** Starts no more rounds and waits for the current ones. */
  return async (): Promise<void> => {
    await Promise.all(ends.map((end) => end()))
  }
}
