import { isTransient } from './port'

const ATTEMPTS = 5

/**
 * Optimistic concurrency: `work` reads, decides and writes unless what it read has changed meanwhile; then all of it is
 * done again, a few times. The last outcome is the caller's, changed or not. A statement that met a deadlock is no matter
 * of this: the database port has asked it again already (postgres.ts).
 */
export async function untilUnchanged<T>(work: () => Promise<T>, isChanged: (outcome: T) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await work()
    if (!isChanged(outcome) || attempt === ATTEMPTS) return outcome
  }
}

/**
 * Background work on each of these, every one in a transaction of its own. Two processes that look after the same one may
 * wait for one another: what ended so is left for the next round, which is soon.
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
