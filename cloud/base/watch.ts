import type { EndpointName } from '@core/contract/endpoints'

/** One answer over HTTP. `route` is the pattern, so that it holds nobody's id. */
type Answered = { requestId: string; method: string; route: string; status: number; ms: number }

/** Told what goes through, to write it down or to count it. Names and codes only: never who, nor what was sent. */
export type Observer = {
  started: (endpoint: EndpointName) => void
  /** `outcome`: ok, a refusal, what was wrong, or a fault; of a booking its status. */
  finished: (endpoint: EndpointName, outcome: string) => void
  answered: (one: Answered) => void
}

/** Several, as one; none, when there are none. */
export function combineObservers(watches: readonly (Observer | undefined)[]): Observer | undefined {
  const all = watches.filter((observer) => observer !== undefined)
  if (all.length < 2) return all[0]
  return {
    started: (endpoint) => all.forEach((observer) => void observer.started(endpoint)),
    finished: (endpoint, outcome) => all.forEach((observer) => void observer.finished(endpoint, outcome)),
    answered: (one) => all.forEach((observer) => void observer.answered(one)),
  }
}
