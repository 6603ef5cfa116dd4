import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 8192

/** Random bytes from a pool that is filled now and then: a call of the system for every id would cost more than the id. */
export function createRandom(): (bytes: number) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  return (bytes) => {
    if (bytes > POOL_BYTES) return randomFillSync(new Uint8Array(bytes))
    if (used + bytes > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    // A copy: what was handed out is nobody else's, and is not kept here to be read again.
    const taken = pool.slice(used, used + bytes)
    pool.fill(0, used, used + bytes)
    used += bytes
    return taken
  }
}
