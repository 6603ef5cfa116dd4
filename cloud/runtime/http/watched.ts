import { ApiError } from '../../base/api-error'
import type { Observer } from '../../base/watch'
import type { Dispatch } from '../dispatch'
import type { Reply } from '../handler'

/** Outcome label of a reply. A stored reply is JSON text: a booking or a refusal. */
function outcomeOf(reply: Reply): string {
  if ('stored' in reply) {
    const { booking, refusal } = JSON.parse(reply.stored.body) as { booking?: { status: string }; refusal?: string }
    return refusal ?? booking?.status ?? 'ok'
  }
  return 'cached' in reply || 'unchanged' in reply || reply.ok ? 'ok' : reply.why.refusal
}

/** Wraps a dispatch so that `observer` sees each call from before it queues until it is answered. */
export function observe(call: Dispatch, observer: Observer | undefined): Dispatch {
  if (!observer) return call
  return async (name, incoming) => {
    observer.started(name)
    let outcome = 'fault'
    try {
      const reply = await call(name, incoming)
      outcome = outcomeOf(reply)
      return reply
    } catch (fault) {
      if (fault instanceof ApiError) outcome = fault.code
      throw fault
    } finally {
      observer.finished(name, outcome)
    }
  }
}
