import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 8192

/** Random bytes from a refilled pool: a system call for every id would cost more than the id. */
export function createRandom(): (bytes: number) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  return (bytes) => {
    if (bytes > POOL_BYTES) return randomFillSync(new Uint8Array(bytes))
    if (used + bytes > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    // Copied, then zeroed: bytes handed out are never given to another caller, nor left in memory.
    const taken = pool.slice(used, used + bytes)
    pool.fill(0, used, used + bytes)
    used += bytes
    return taken
  }
}
