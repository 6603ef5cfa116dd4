import { HOUR, type Instant } from '@core/time'
import type { Deps } from '../deps'
import { tendSoon, tick } from '../tick'

/**
 * What a timer of the platform sets off, every few seconds: what cannot wait each time, and all there is once an hour,
 * by the first of the instances that wakes. What is under way here is joined, not begun again; what runs elsewhere at the
 * same time does no harm (tick.race.test.ts).
 */
export function createTimer(open: () => Promise<Deps>) {
  let opened: Promise<Deps> | undefined
  let running: Promise<void> | undefined
  let whole: Instant | undefined

  const round = async (): Promise<void> => {
    opened ??= open()
    const deps = await opened.catch((fault) => {
      opened = undefined
      throw fault
    })
    const now = deps.now()
    if (whole !== undefined && now - whole < HOUR) return tendSoon(deps)
    const from = performance.now()
    await tick(deps)
    whole = now
    deps.log({ event: 'tick', ms: Math.round(performance.now() - from) })
  }
  return (): Promise<void> => {
    running ??= round().finally(() => {
      running = undefined
    })
    return running
  }
}
