import { HOUR, type Instant } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { runJobs, runUrgentJobs, runWechatJobs } from '../jobs'

/** What is under way is joined, not begun again. */
function joined(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }
}

/**
 * What a timer of the platform sets off, every few seconds: what cannot wait each time, and all there is once an hour,
 * by the first of the instances that wakes. What is under way here is joined; what runs elsewhere at the same time does no
 * harm (built.race.test.ts). WeChat may be slow, and is asked beside it.
 */
export function createTimer(open: () => Promise<Deps>) {
  let opened: Promise<Deps> | undefined
  let whole: Instant | undefined

  const depsOf = async (): Promise<Deps> => {
    opened ??= open()
    return opened.catch((fault) => {
      opened = undefined
      throw fault
    })
  }
  const round = joined(async () => {
    const deps = await depsOf()
    const now = deps.now()
    if (whole !== undefined && now - whole < HOUR) return runUrgentJobs(deps)
    const from = performance.now()
    await runJobs(deps)
    whole = now
    deps.log({ event: 'tick', ms: Math.round(performance.now() - from) })
  })
  const beside = joined(async () => runWechatJobs(await depsOf()))
  return async (): Promise<void> => {
    const ends = await Promise.allSettled([round(), beside()])
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
}
