/** Milliseconds between two looks. */
const EVERY = 5

/**
 * Waits until something holds, however long a busy machine takes: a pause of a fixed length is too short on one of them. If
 * it never holds, the timeout of the test ends it.
 */
export async function until(holds: () => unknown): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, EVERY))
}
