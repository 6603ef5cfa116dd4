import type { Instant } from '@core/base/time'
import type { EndpointName } from '@core/contract/endpoints'
import { ApiError } from '../base/api-error'
import type { Dispatch } from './dispatch'

/** Whoever comes while the oldest has waited this long would wait longer than a phone does. */
const PATIENCE_MS = 4_000
/** And no more than memory is for; each takes some hundred bytes while it waits. */
const MOST_UNDER_WAY = 20_000
/** So many are at work at once. More would only look up their logins early, in the time of those who are further on. */
const MOST_AT_WORK = 128
/** Made once: a stack for each would cost more than all the rest of sending away. */
const AWAY = new ApiError('unavailable')

/** One door: in order of arrival, so many at a time; throws Wrong where there is no hope. */
function createLane(now: () => Instant) {
  // All under way in order of arrival; the head moves on over whoever is done.
  let under: { since: Instant; done: boolean }[] = []
  let head = 0
  let count = 0
  let atWork = 0
  let waiting: (() => void)[] = []
  let first = 0

  const oldest = (): Instant | undefined => {
    while (under[head]?.done) head++
    if (head > MOST_UNDER_WAY) {
      under = under.slice(head)
      head = 0
    }
    return under[head]?.since
  }
  /** Whose turn it is takes the place that gets free. */
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
    if (count >= MOST_UNDER_WAY || at - (oldest() ?? at) > PATIENCE_MS) throw AWAY
    const one = { since: at, done: false }
    under.push(one)
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
 * Lets in what can be answered in good time. The rest is told at once to come back (503), which costs next to nothing: so
 * that a rush which is too large takes nothing from those who are in. Each endpoint has a door of its own: while all book,
 * one can still read.
 */
export function shedLoad(call: Dispatch, now: () => Instant): Dispatch {
  const doors = new Map<EndpointName, ReturnType<typeof createLane>>()
  const doorOf = (name: EndpointName) => {
    const door = doors.get(name) ?? createLane(now)
    doors.set(name, door)
    return door
  }
  return (name, carried) => doorOf(name)(() => call(name, carried))
}
