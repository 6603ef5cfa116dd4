import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from './clock'
import type { Network } from './wx/io/network'

/** Timers up to this far ahead are run, so not those of a poll every few seconds. */
const QUIET_MS = 1200
/** With a request in flight only timers for painting run: the app's timeout must not win against a real answer. */
const PAINT_MS = 50
const MOST_STEPS = 5000

/** Waits until no request is in flight and no short timer is left. Timers advance the phone's clock, not real time. */
export async function settle(clock: Clock, network: Network, patienceMs: number): Promise<void> {
  let start = clock.now()
  for (let step = 0; step < MOST_STEPS; step += 1) {
    // One turn of the event loop, after which every resolved promise has continued.
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
