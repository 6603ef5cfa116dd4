import type { Instant } from '@core/base/time'
import type { EndpointName } from '@core/contract/endpoints'
import { ApiError } from '../base/api-error'
import type { Dispatch } from './dispatch'

/** Age of the oldest call at which new ones are refused: they would wait longer than a phone does. */
const PATIENCE_MS = 4_000
/** Calls in progress, waiting included; bounds memory, as each takes some hundred bytes while it waits. */
const MOST_IN_PROGRESS = 20_000
/** Calls executing concurrently. More would only take time from calls further on, to look up their logins early. */
const MOST_AT_WORK = 128
/** Created once: a stack trace for each would cost more than the rest of the refusal. */
const OVERLOADED = new ApiError('unavailable')

/** A FIFO queue with bounded concurrency; throws ApiError `unavailable` if the queue is too old or too long. */
function createLane(now: () => Instant) {
  // All calls in progress in order of arrival; the head moves past those that are done.
  let inProgress: { since: Instant; done: boolean }[] = []
  let head = 0
  let count = 0
  let atWork = 0
  let waiting: (() => void)[] = []
  let first = 0

  const oldest = (): Instant | undefined => {
    while (inProgress[head]?.done) head++
    if (head > MOST_IN_PROGRESS) {
      inProgress = inProgress.slice(head)
      head = 0
    }
    return inProgress[head]?.since
  }
  /** Hands the freed slot to the next in the queue. */
  const leave = (): void => {
    const next = waiting[first++]
    if (!next) atWork--
    if (!next || first > MOST_AT_WORK) {
      waiting = waiting.slice(first)
      first = 0
    }
    next?.()
  }
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const at = now()
    if (count >= MOST_IN_PROGRESS || at - (oldest() ?? at) > PATIENCE_MS) throw OVERLOADED
    const one = { since: at, done: false }
    inProgress.push(one)
    count++
    if (atWork < MOST_AT_WORK) atWork++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      one.done = true
      count--
      leave()
    }
  }
}

/**
 * Load shedding: admits calls that can be answered in time and refuses the rest at once (503 with `Retry-After`), which
 * costs almost nothing, so that an overload does not slow down the admitted calls. Each endpoint has its own queue:
 * while everybody books, one can still read.
 */
export function shedLoad(call: Dispatch, now: () => Instant): Dispatch {
  const lanes = new Map<EndpointName, ReturnType<typeof createLane>>()
  const laneOf = (name: EndpointName) => {
    const lane = lanes.get(name) ?? createLane(now)
    lanes.set(name, lane)
    return lane
  }
  return (name, incoming) => laneOf(name)(() => call(name, incoming))
}
