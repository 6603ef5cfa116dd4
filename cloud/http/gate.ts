import type { Instant } from '@core/time'
import type { Call } from './call'
import { Wrong } from './wrong'

/** Whoever comes while the oldest has waited this long would wait longer than a phone does. */
const PATIENCE_MS = 4_000
/** And no more than memory is for; each takes some kilobytes. */
const MOST_UNDER_WAY = 20_000
/** Made once: a stack for each would cost more than all the rest of sending away. */
const AWAY = new Wrong('unavailable')

/**
 * Lets in what can be answered in good time. The rest is told at once to come back (503), which costs next to nothing: so
 * that a rush which is too large takes nothing from those who are in.
 */
export function gate(call: Call, now: () => Instant): Call {
  // Those under way in order of arrival; the head moves on over whoever is done.
  let under: { since: Instant; done: boolean }[] = []
  let head = 0
  let count = 0

  const oldest = (): Instant | undefined => {
    while (under[head]?.done) head++
    if (head > MOST_UNDER_WAY) {
      under = under.slice(head)
      head = 0
    }
    return under[head]?.since
  }
  return async (name, carried) => {
    const at = now()
    if (count >= MOST_UNDER_WAY || at - (oldest() ?? at) > PATIENCE_MS) throw AWAY
    const one = { since: at, done: false }
    under.push(one)
    count++
    try {
      return await call(name, carried)
    } finally {
      one.done = true
      count--
    }
  }
}
