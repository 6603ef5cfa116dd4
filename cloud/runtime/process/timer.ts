import { HOUR, type Instant } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { runJobs, runLongJobs, runUrgentJobs, runWechatJobs } from '../jobs'

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
 * The jobs for a platform timer that triggers every few seconds: the urgent ones each time, all of them once an hour. A
 * trigger during a round joins it; rounds of other instances at the same time do no harm (built.race.test.ts). The jobs
 * that call WeChat and those that take long run in parallel, because they may be slow.
 */
export function createTimer(open: () => Promise<Deps>) {
  let opened: Promise<Deps> | undefined
  let lastFull: Instant | undefined

  const depsOf = async (): Promise<Deps> => {
    opened ??= open()
    return opened.catch((fault) => {
      opened = undefined
      throw fault
    })
  }
  const round = singleFlight(async () => {
    const deps = await depsOf()
    const now = deps.now()
    if (lastFull !== undefined && now - lastFull < HOUR) return runUrgentJobs(deps)
    const from = performance.now()
    await runJobs(deps)
    lastFull = now
    deps.log({ event: 'tick', ms: Math.round(performance.now() - from) })
  })
  const beside = singleFlight(async () => runWechatJobs(await depsOf()))
  const closing = singleFlight(async () => runLongJobs(await depsOf()))
  return async (): Promise<void> => {
    const ends = await Promise.allSettled([round(), beside(), closing()])
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
}
