import { CODES, type Endpoint } from './protocol/errcodes'

/** What becomes of the next answer: an errcode instead, an answer that is lost on its way, or a proxy's page. */
export type Mood = number | 'lost' | 'garbled'

/** How the stand-in is to behave, one answer after the other or until told otherwise. */
export function createMoods() {
  const next = new Map<Endpoint, Mood[]>()
  return {
    /** Every answer comes so many milliseconds late; what it says is done at once. */
    late: 0,
    /** Whoever asks is hung up on. */
    hangsUp: false,
    /** The next answers of an endpoint. Nothing is done, but where the answer is `lost`. */
    answerNext(endpoint: Endpoint, mood: Mood, times = 1) {
      if (typeof mood === 'number' && !CODES[endpoint][mood]) throw new Error(`${endpoint} does not answer ${mood}`)
      next.set(endpoint, [...(next.get(endpoint) ?? []), ...Array<Mood>(times).fill(mood)])
    },
    take: (endpoint: Endpoint): Mood | undefined => next.get(endpoint)?.shift(),
  }
}
export type Moods = ReturnType<typeof createMoods>
