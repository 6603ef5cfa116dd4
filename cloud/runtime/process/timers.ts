import { HOUR } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { describeFault } from '../../util/fault'
import { type JobObserver, type JobRound, runJobs, runUrgentJobs, runWechatJobs } from '../jobs'

/** A free seat with somebody waiting is offered within five seconds. */
const SOON_MS = 2_000

/** The work of the clock, where a process lives on. `afterwards` follows each whole tick. */
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
      // One that takes longer than its turn is not joined by the next.
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
    every(HOUR, 'tick', async () => {
      await runJobs(deps)
      await afterwards()
    }),
  ]
  /** No more rounds; the one that runs comes to its end. */
  return async (): Promise<void> => {
    await Promise.all(ends.map((end) => end()))
  }
}
