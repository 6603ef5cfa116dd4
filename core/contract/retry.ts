import { type Instant, MINUTE } from '../base/time'
import type { Endpoint } from './endpoint'
import { NoSignal } from './transport'

/** Clock and timer, injected so that tests need no real time. */
export type RetryClock = { now: () => Instant; pause: (ms: number) => Promise<void> }
/** Outcome of one attempt. `later`: the cloud was overloaded and asked for a retry after this many milliseconds. */
type Attempt<T> = { result: T; later?: number | undefined }

/**
 * Retry policy of reads: once more, almost at once, because a switch between networks loses requests in flight. Without
 * any network the second failure follows the first within half a second, so cached data or the retry button appear soon.
 * A failure that took longer than `quickMs` is not repeated: that person has waited long enough.
 */
const READ_POLICY = { tries: 2, pauseMs: 400, quickMs: 2_000 }
/** Retry policy of idempotent writes. They are worth the wait: a reload would not tell whether the place was booked. */
const WRITE_POLICY = { tries: 3, pauseMs: 800, quickMs: Number.POSITIVE_INFINITY }
/** Longest Retry-After that is honoured. The cloud sends two to five seconds; nobody watches a button for longer. */
const MAX_RETRY_AFTER_MS = 5_000

/**
 * Milliseconds after which a request is over, and its idempotency key with it: a later attempt is another request, judged
 * by what is then. Far longer than all attempts of one call together.
 */
export const REQUEST_LIFE = 10 * MINUTE

/** Whether a request is over. Where a clock was set back, its time lies ahead: as far ahead it is over as well. */
export const isRequestOver = (at: Instant, now: Instant): boolean => !(Math.abs(now - at) < REQUEST_LIFE)

/** Whether a request may be retried although the outcome of the first attempt is unknown. */
export const isRepeatable = ({
  method,
  idempotent,
  repeatable,
}: Pick<Endpoint, 'method' | 'idempotent' | 'repeatable'>): boolean =>
  method === 'GET' || idempotent === true || repeatable === true

/**
 * Sends a request, with retries and growing pauses where it is idempotent; anything else is sent once. Throws the
 * `NoSignal` of the last attempt.
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
