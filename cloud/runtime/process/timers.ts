import { randomBytes } from 'node:crypto'
import { HOUR } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { describeFault } from '../../util/fault'
import { type JobObserver, type JobRound, runJobs, runLongJobs, runUrgentJobs, runWechatJobs } from '../jobs'
import type { Tenant } from '../tenant/tenant'
import { createLease } from './lease'

/** Short enough to offer a free seat to the waitlist within 5 s. */
const SOON_MS = 2_000

type Ticking = {
  ticked?: JobObserver | undefined
  /** Runs after each full round (once an hour). */
  afterwards?: (deps: Deps) => Promise<void>
}

/**
 * The periodic jobs of a district in a long-lived process, while it has the district's lease. They also open a district that
 * could not be opened before.
 */
export function startTimers(
  district: Pick<Tenant, 'open' | 'now'>,
  { ticked = () => undefined, afterwards = async () => {} }: Ticking = {},
) {
  const lease = createLease(randomBytes(8).toString('hex'))
  const round = async (name: JobRound, work: (deps: Deps) => Promise<void>) => {
    // That it is not open was logged when it was tried.
    const deps = (await district.open().catch(() => undefined))?.deps
    if (!deps) return
    const from = performance.now()
    try {
      if (!(await lease.isHeld(deps.db))) return
      await work(deps)
      ticked(name, performance.now() - from, true)
    } catch (fault) {
      deps.log({ event: 'tick-fault', name, error: describeFault(fault) })
      ticked(name, performance.now() - from, false)
    }
  }
  const every = (ms: number, name: JobRound, work: (deps: Deps) => Promise<void>) => {
    let running: Promise<void> | undefined
    const start = () => {
      // No overlap: a round longer than its interval skips the next.
      running ??= round(name, work).finally(() => {
        running = undefined
      })
    }
    // The districts of a process take turns, instead of all at the same moment.
    let timer = setTimeout(
      () => {
        start()
        timer = setInterval(start, ms)
      },
      ms * (1 - Math.random() / 2),
    )
    return () => {
      clearInterval(timer)
      return running
    }
  }
  const ends = [
    every(SOON_MS, 'soon', runUrgentJobs),
    every(SOON_MS, 'wechat', runWechatJobs),
    // Beside the urgent ones, which it must not delay.
    every(SOON_MS, 'closing', runLongJobs),
    every(HOUR, 'tick', async (deps) => {
      await runJobs(deps)
      await afterwards(deps)
    }),
  ]
  /** Starts no more rounds, waits for the current ones, and leaves the jobs to other processes. */
  return async (): Promise<void> => {
    await Promise.all(ends.map((end) => end()))
    const db = district.now()?.deps.db
    if (db) await lease.release(db).catch(() => undefined)
  }
}
