import type { EndpointName } from '@core/contract/endpoints'

/** One answer over HTTP. `route` is the pattern, so that it holds nobody's id. */
type Answered = { requestId: string; method: string; route: string; status: number; ms: number }

/** Told what goes through, to write it down or to count it. Names and codes only: never who, nor what was sent. */
export type Watch = {
  came: (endpoint: EndpointName) => void
  /** `outcome`: ok, a refusal, what was wrong, or a fault; of a booking its status. */
  went: (endpoint: EndpointName, outcome: string) => void
  answered: (one: Answered) => void
}

/** Several, as one; none, when there are none. */
export function together(watches: readonly (Watch | undefined)[]): Watch | undefined {
  const all = watches.filter((watch) => watch !== undefined)
  if (all.length < 2) return all[0]
  return {
    came: (endpoint) => all.forEach((watch) => void watch.came(endpoint)),
    went: (endpoint, outcome) => all.forEach((watch) => void watch.went(endpoint, outcome)),
    answered: (one) => all.forEach((watch) => void watch.answered(one)),
  }
}
