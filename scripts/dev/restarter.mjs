// Restart state machine, one restart at a time: idle → stopping → starting → idle. A change in the meantime sets
// `dirty`, and another round runs with the newest build.

/** Time for a start before a newer change interrupts it: it may be creating the database. */
const START_MS = 15_000

/**
 * `start` runs the newest build and returns `{ settled, stop }`; `settled` resolves when it is ready or has ended. A
 * start that throws is given up; the next change tries again.
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
    /** Requests a restart with the newest build. */
    changed() {
      dirty = true
      wake()
      running ??= round().finally(() => {
        running = undefined
      })
    },
    /** Stops the running process and starts no more. */
    async close() {
      closed = true
      await current?.stop()
      await running
      await current?.stop()
    },
  }
}
