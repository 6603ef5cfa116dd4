import type { Instant } from '../base/time'
import type { Endpoint } from './endpoint'
import { NoSignal } from './transport'

/** Time is handed in. */
export type RetryClock = { now: () => Instant; pause: (ms: number) => Promise<void> }
/** What came back. `later`: the cloud was too busy to look at it, and would rather be asked after so many milliseconds. */
type Attempt<T> = { result: T; later?: number | undefined }

/**
 * A question is asked once more, and at once: the way from one network to another loses what is under way. Without a
 * network the second no follows the first, so whoever has something kept sees half a second later that it is old, and
 * whoever has nothing waits no longer for the button to try again. After a no that took its time it is not repeated:
 * that person has waited long enough.
 */
const READ_POLICY = { tries: 2, pauseMs: 400, quickMs: 2_000 }
/** An act that is safe is worth waiting for: whether one has a place is not to be found out by looking again. */
const WRITE_POLICY = { tries: 3, pauseMs: 800, quickMs: Number.POSITIVE_INFINITY }
/** The cloud says two to five seconds; nobody looks at a button for longer. */
const MAX_RETRY_AFTER_MS = 5_000

/** May it be asked again though nobody knows what became of it before? */
export const isRepeatable = ({
  method,
  idempotent,
  repeatable,
}: Pick<Endpoint, 'method' | 'idempotent' | 'repeatable'>): boolean =>
  method === 'GET' || idempotent === true || repeatable === true

/**
 * Asks, and asks again what is safe, a few times with growing pauses; what is not safe is asked once. Throws `NoSignal` as
 * the last try did.
 */
export async function retry<T>(endpoint: Endpoint, ask: () => Promise<Attempt<T>>, clock: RetryClock): Promise<T> {
  const { tries, pauseMs, quickMs } = endpoint.method === 'GET' ? READ_POLICY : WRITE_POLICY
  const most = isRepeatable(endpoint) ? tries : 1
  for (let nth = 1; ; nth++) {
    const from = clock.now()
    let ms = pauseMs * nth
    try {
      const { result, later } = await ask()
      if (later === undefined || later > MAX_RETRY_AFTER_MS || nth === most) return result
      ms = later
    } catch (fault) {
      if (!(fault instanceof NoSignal) || nth === most || clock.now() - from > quickMs) throw fault
    }
    await clock.pause(ms)
  }
}
