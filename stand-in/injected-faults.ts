import { type Endpoint, ERRCODES } from './protocol/errcodes'

/** Fault of one answer: an errcode instead, a lost answer, or the error page of a proxy. */
export type InjectedFault = number | 'lost' | 'garbled'

/** Faults injected by tests: of the next answers, or until they are reset. */
export function createInjectedFaults() {
  const next = new Map<Endpoint, InjectedFault[]>()
  return {
    /** Delay of every answer in milliseconds; its effect is immediate. */
    late: 0,
    /** Every answer waits for it; its effect is immediate. */
    held: undefined as Promise<void> | undefined,
    /** Closes every connection without an answer. */
    hangsUp: false,
    /** Sets the next answers of an endpoint. The request has its effect only if the answer is `lost`. */
    answerNext(endpoint: Endpoint, fault: InjectedFault, times = 1) {
      if (typeof fault === 'number' && !ERRCODES[endpoint][fault])
        throw new Error(`${endpoint} does not answer ${fault}`)
      next.set(endpoint, [...(next.get(endpoint) ?? []), ...Array<InjectedFault>(times).fill(fault)])
    },
    take: (endpoint: Endpoint): InjectedFault | undefined => next.get(endpoint)?.shift(),
  }
}
export type InjectedFaults = ReturnType<typeof createInjectedFaults>
