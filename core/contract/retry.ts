import type { Instant } from '../base/time'
import type { Endpoint } from './endpoint'
import { NoSignal } from './transport'

/** Time is handed in. */
export type Waiting = { now: () => Instant; pause: (ms: number) => Promise<void> }
/** What came back. `later`: the cloud was too busy to look at it, and would rather be asked after so many milliseconds. */
type Came<T> = { result: T; later?: number | undefined }

/**
 * A question is asked once more, and at once: the way from one network to another loses what is under way. Without a
 * network the second no follows the first, so whoever has something kept sees half a second later that it is old, and
 * whoever has nothing waits no longer for the button to try again. After a no that took its time it is not repeated:
 * that person has waited long enough.
 */
const QUESTION = { tries: 2, pauseMs: 400, quickMs: 2_000 }
/** An act that is safe is worth waiting for: whether one has a place is not to be found out by looking again. */
const ACT = { tries: 3, pauseMs: 800, quickMs: Number.POSITIVE_INFINITY }
/** The cloud says two to five seconds; nobody looks at a button for longer. */
const LATER_MOST_MS = 5_000

/** May it be asked again though nobody knows what became of it before? */
export const isSafe = ({ method, keyed, again }: Pick<Endpoint, 'method' | 'keyed' | 'again'>): boolean =>
  method === 'GET' || keyed === true || again === true

/**
 * Asks, and asks again what is safe, a few times with growing pauses; what is not safe is asked once. Throws `NoSignal` as
 * the last try did.
 */
export async function insist<T>(endpoint: Endpoint, ask: () => Promise<Came<T>>, waiting: Waiting): Promise<T> {
  const { tries, pauseMs, quickMs } = endpoint.method === 'GET' ? QUESTION : ACT
  const most = isSafe(endpoint) ? tries : 1
  for (let nth = 1; ; nth++) {
    const from = waiting.now()
    let ms = pauseMs * nth
    try {
      const { result, later } = await ask()
      if (later === undefined || later > LATER_MOST_MS || nth === most) return result
      ms = later
    } catch (fault) {
      if (!(fault instanceof NoSignal) || nth === most || waiting.now() - from > quickMs) throw fault
    }
    await waiting.pause(ms)
  }
}
