import type { Server } from 'node:http'
import { Server as Listener } from 'node:net'

/** How long requests in progress may take to finish at shutdown. */
const DRAIN_MS = 5_000
/**
 * How long idle connections stay open at shutdown. A proxy that has just chosen one would find it reset, and answer 502 to
 * a call that it must not send twice; what it sends meanwhile is answered, and told to close.
 */
const IDLE_MS = 1_000

/** Set at shutdown: from then on every response closes its connection. */
export type Leaving = { now: boolean }

/** Accepts no more connections, lets requests finish, and after DRAIN_MS closes the remaining connections. */
export async function drain(server: Server, leaving: Leaving): Promise<void> {
  leaving.now = true
  // Only the listener: the close of an HTTP server would also close idle connections, and at once.
  const closed = new Promise((resolve) => Listener.prototype.close.call(server, resolve))
  const idle = setTimeout(() => server.closeIdleConnections(), IDLE_MS)
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(idle)
  clearTimeout(late)
}
