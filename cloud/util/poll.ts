const FIRST_MS = 25
const LONGEST_MS = 400

/**
 * Polling with exponential backoff (25 to 400 ms), to wait for what another process fetches. Yields the milliseconds
 * waited so far; ends after at most `patienceMs` in total.
 */
export async function* poll(patienceMs: number, pause: (ms: number) => Promise<unknown>): AsyncGenerator<number> {
  let waited = 0
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    yield waited
    if (waited + wait > patienceMs) return
    await pause(wait)
    waited += wait
  }
}
