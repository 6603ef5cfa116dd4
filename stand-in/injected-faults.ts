import { type Endpoint, ERRCODES } from './protocol/errcodes'

/** What becomes of the next answer: an errcode instead, an answer that is lost on its way, or a proxy's page. */
export type InjectedFault = number | 'lost' | 'garbled'

/** How the stand-in is to behave, one answer after the other or until told otherwise. */
export function createInjectedFaults() {
  const next = new Map<Endpoint, InjectedFault[]>()
  return {
    /** Every answer comes so many milliseconds late; what it says is done at once. */
    late: 0,
    /** Whoever asks is hung up on. */
    hangsUp: false,
    /** The next answers of an endpoint. Nothing is done, but where the answer is `lost`. */
    answerNext(endpoint: Endpoint, mood: InjectedFault, times = 1) {
      if (typeof mood === 'number' && !ERRCODES[endpoint][mood]) throw new Error(`${endpoint} does not answer ${mood}`)
      next.set(endpoint, [...(next.get(endpoint) ?? []), ...Array<InjectedFault>(times).fill(mood)])
    },
    take: (endpoint: Endpoint): InjectedFault | undefined => next.get(endpoint)?.shift(),
  }
}
export type InjectedFaults = ReturnType<typeof createInjectedFaults>
