import type { Tenant } from './tenant'

/** Districts that are opened at a time: each asks PostgreSQL for a connection, and may have migrations to run. */
const AT_ONCE = 8
/** Longest wait for the slowest before those that are open are served: about as long as a database that hangs takes. */
const PATIENCE_MS = 10_000

/**
 * Opens the districts at a start. Throws the first fault if all fail; otherwise those that failed are tried again later, by
 * their jobs and by who asks for them.
 */
export async function openAll(all: readonly Tenant[]): Promise<void> {
  const left = [...all]
  const faults: unknown[] = []
  const work = async () => {
    for (let one = left.shift(); one; one = left.shift()) await one.open().catch((fault) => faults.push(fault))
  }
  const done = Promise.all(Array.from({ length: AT_ONCE }, work))
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
  await Promise.race([done, late])
  if (all.some((one) => one.now())) return
  await done
  if (faults.length === all.length) throw faults[0]
}
