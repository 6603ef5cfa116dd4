import type { FaultLog } from './fault-log'
import type { Realm } from './realm'

type Listener = NodeJS.UnhandledRejectionListener

const watched = new Map<Realm, FaultLog>()
const others = new Map<Listener, Listener>()

/**
 * Records unhandled rejections of the app in `phone.errors`. Node's test runner listens too, and would fail whichever
 * test is running, so its listener gets only the promises that are not the app's.
 */
export function watchRejections(realm: Realm, faults: FaultLog): void {
  if (watched.size === 0) {
    for (const listener of process.listeners('unhandledRejection')) {
      const filtered: Listener = (cause, promise) => {
        if (![...watched.keys()].some((known) => known.owns(promise))) listener(cause, promise)
      }
      others.set(filtered, listener)
      process.off('unhandledRejection', listener).on('unhandledRejection', filtered)
    }
    process.on('unhandledRejection', record)
  }
  watched.set(realm, faults)
}

export function unwatchRejections(realm: Realm): void {
  watched.delete(realm)
  if (watched.size > 0) return
  process.off('unhandledRejection', record)
  for (const [filtered, listener] of others)
    process.off('unhandledRejection', filtered).on('unhandledRejection', listener)
  others.clear()
}

function record(cause: unknown, promise: Promise<unknown>): void {
  const owner = [...watched].find(([realm]) => realm.owns(promise))
  if (owner) owner[1].report('unhandled rejection', cause)
  // Without other listeners Node would have ended the process: do not swallow rejections that are not the app's.
  else if (others.size === 0) throw cause
}
