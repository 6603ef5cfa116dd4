import { randomBytes } from 'node:crypto'
import { HOUR, type Instant } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { runJobs, runLongJobs, runUrgentJobs, runWechatJobs } from '../jobs'
import type { Tenant } from '../tenant/tenant'
import { createLease } from './lease'

/** Single flight: a call during a run joins it instead of starting another. */
function singleFlight(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }
}

/**
 * One district’s jobs at a trigger: the urgent ones each time, all of them once an hour. Those that call WeChat and those that
 * take long run beside them, because they may be slow. While they run no other instance is at it; afterwards the lease is given
 * back, because the instance may be suspended.
 */
function createTurn(district: Pick<Tenant, 'open'>) {
  const lease = createLease(randomBytes(8).toString('hex'))
  let lastFull: Instant | undefined
  let running = 0

  const flight = (work: (deps: Deps) => Promise<void>) =>
    singleFlight(async () => {
      const { deps } = await district.open()
      running++
      try {
        if (await lease.isHeld(deps.db)) await work(deps)
      } finally {
        running--
        if (running === 0) await lease.release(deps.db)
      }
    })
  const round = flight(async (deps) => {
    const now = deps.now()
    if (lastFull !== undefined && now - lastFull < HOUR) return runUrgentJobs(deps)
    const from = performance.now()
    await runJobs(deps)
    lastFull = now
    deps.log({ event: 'tick', ms: Math.round(performance.now() - from) })
  })
  const flights = [round, flight(runWechatJobs), flight(runLongJobs)]
  return () => settled(flights)
}

/** Runs all; throws what failed first, after all have ended. */
async function settled(works: readonly (() => Promise<void>)[]): Promise<void> {
  const ends = await Promise.allSettled(works.map((work) => work()))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/**
 * The jobs for a platform timer that triggers every few seconds, for all districts beside one another: one that is down delays
 * no other. A trigger during a round joins it.
 */
export function createTimer(open: () => readonly Pick<Tenant, 'open'>[]) {
  let turns: (() => Promise<void>)[] | undefined
  return async (): Promise<void> => {
    turns ??= open().map(createTurn)
    await settled(turns)
  }
}
