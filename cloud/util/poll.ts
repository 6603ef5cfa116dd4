const FIRST_MS = 25
const LONGEST_MS = 400

/**
 * Polling with growing pauses, for whoever waits for what another process fetches: yields how many milliseconds it has
 * waited so far, and never waits longer than `patienceMs` in all.
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
