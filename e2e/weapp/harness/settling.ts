import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from './clock'
import type { Network } from './wx/io/network'

/** Timers up to this far ahead are run; a poll every few seconds is not waited for. */
const QUIET_MS = 1200
/** While a request is out, only what paints: a timeout of the app must not win against a real answer. */
const PAINT_MS = 50
const MOST_STEPS = 5000

/** Waits until no request is out and no short timer is left. The time waited for timers is the phone's, not ours. */
export async function settle(clock: Clock, network: Network, patienceMs: number): Promise<void> {
  let start = clock.now()
  for (let step = 0; step < MOST_STEPS; step += 1) {
    // A turn of the event loop: every promise that can go on has gone on after it.
    await nextTurn()
    const busy = network.inFlight.length > 0
    if (clock.runNext(start + (busy ? PAINT_MS : QUIET_MS), false)) continue
    if (busy) {
      await answerWithin(network, patienceMs)
      start = clock.now()
      continue
    }
    await nextTurn()
    if (network.inFlight.length === 0 && !clock.runNext(start + QUIET_MS, false)) return
  }
  throw new Error(`The app does not settle: after ${MOST_STEPS} timers it still starts new ones`)
}

async function answerWithin(network: Network, patienceMs: number): Promise<void> {
  const patience = { timer: undefined as NodeJS.Timeout | undefined }
  const late = new Promise<never>((_resolve, reject) => {
    const say = () =>
      reject(new Error(`Still without an answer after ${patienceMs} ms: ${network.inFlight.join(', ')}`))
    patience.timer = setTimeout(say, patienceMs)
  })
  try {
    await Promise.race([network.nextAnswer(), late])
  } finally {
    clearTimeout(patience.timer)
  }
}
