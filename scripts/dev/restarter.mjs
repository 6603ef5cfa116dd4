// One restart at a time: idle → stopping → starting → idle. A change that comes meanwhile marks it dirty, and it goes
// round once more with whatever is newest then.

/** A start is not cut off in its first seconds: it may be making the database. One that hangs is, after this. */
const START_MS = 15_000

/**
 * `start` begins the newest build and returns `{ settled, stop }`: settled when it is ready or has ended, stop when it
 * is to go. A start that throws is over; the next change tries again.
 */
export function createRestarter(start, say) {
  let current
  let dirty = false
  let closed = false
  let running
  let wake = () => undefined

  const startOnce = async () => {
    try {
      current = await start()
    } catch (fault) {
      say(fault.message)
      return
    }
    if (closed) return
    let timer
    const givenUp = new Promise((resolve) => {
      wake = () => {
        timer ??= setTimeout(resolve, START_MS)
      }
      if (dirty) wake()
    })
    await Promise.race([current.settled, givenUp])
    clearTimeout(timer)
  }
  const round = async () => {
    while (dirty && !closed) {
      dirty = false
      await current?.stop()
      if (!closed) await startOnce()
    }
  }
  return {
    /** There is something new to run. */
    changed() {
      dirty = true
      wake()
      running ??= round().finally(() => {
        running = undefined
      })
    },
    /** Stops what runs, and starts nothing any more. */
    async close() {
      closed = true
      await current?.stop()
      await running
      await current?.stop()
    },
  }
}
