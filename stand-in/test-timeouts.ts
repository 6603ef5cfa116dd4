/**
 * Timeouts of our calls to WeChat, which run out when a test says so: by the clock, a busy machine would decide which calls
 * are answered.
 */
export function createTestTimeouts() {
  const all: { ms: number; controller: AbortController }[] = []
  return {
    start(ms: number): AbortSignal {
      const controller = new AbortController()
      all.push({ ms, controller })
      return controller.signal
    },
    /** Lets all that were started run out; returns their lengths in milliseconds. */
    expire(): number[] {
      const ended = all.splice(0)
      for (const { controller } of ended) controller.abort(new DOMException('timeout', 'TimeoutError'))
      return ended.map(({ ms }) => ms)
    },
  }
}
