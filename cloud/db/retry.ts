import { isTransient } from './port'

const ATTEMPTS = 5

/**
 * Optimistic concurrency: `work` reads, decides, and writes only if what it read is unchanged; otherwise all of it is
 * retried, up to 5 attempts. Returns the last outcome, changed or not. Deadlocks are retried elsewhere (postgres.ts).
 */
export async function untilUnchanged<T>(work: () => Promise<T>, isChanged: (outcome: T) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await work()
    if (!isChanged(outcome) || attempt === ATTEMPTS) return outcome
  }
}

/**
 * Background work on each due item, in a transaction of its own. Two processes on the same item may deadlock: such an
 * item is left for the next round, which comes soon.
 */
export async function forEachDue<T>(due: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of due) {
    try {
      await work(one)
    } catch (fault) {
      if (!isTransient(fault)) throw fault
    }
  }
}
