import type { EndpointName } from '@core/contract/endpoints'

/**
 * One HTTP response. `route` is the pattern, so that it contains no ids; `ms`: milliseconds from request to response.
 */
type Answered = { requestId: string; method: string; route: string; status: number; ms: number }

/** Observer of every call, for logs and metrics. It gets names and codes only: no person, no input. */
export type Observer = {
  started: (endpoint: EndpointName) => void
  /** `outcome`: ok, a refusal, an error code, or fault; for a booking its status. */
  finished: (endpoint: EndpointName, outcome: string) => void
  answered: (one: Answered) => void
}

/** Several observers as one; undefined if there are none. */
export function combineObservers(observers: readonly (Observer | undefined)[]): Observer | undefined {
  const all = observers.filter((observer) => observer !== undefined)
  if (all.length < 2) return all[0]
  return {
    started: (endpoint) => all.forEach((observer) => void observer.started(endpoint)),
    finished: (endpoint, outcome) => all.forEach((observer) => void observer.finished(endpoint, outcome)),
    answered: (one) => all.forEach((observer) => void observer.answered(one)),
  }
}
