import { ApiError } from '../../base/api-error'
import type { Observer } from '../../base/watch'
import type { Dispatch } from '../dispatch'
import type { Reply } from '../handler'

/** An answer that is kept with its key is a text: a booking or a refusal. */
function outcomeOf(reply: Reply): string {
  if ('stored' in reply) {
    const { booking, refusal } = JSON.parse(reply.stored.body) as { booking?: { status: string }; refusal?: string }
    return refusal ?? booking?.status ?? 'ok'
  }
  return 'cached' in reply || 'unchanged' in reply || reply.ok ? 'ok' : reply.why.refusal
}

/** The same calls, seen by `watch` from before they wait until they are answered. */
export function observe(call: Dispatch, watch: Observer | undefined): Dispatch {
  if (!watch) return call
  return async (name, carried) => {
    watch.started(name)
    let outcome = 'fault'
    try {
      const reply = await call(name, carried)
      outcome = outcomeOf(reply)
      return reply
    } catch (fault) {
      if (fault instanceof ApiError) outcome = fault.code
      throw fault
    } finally {
      watch.finished(name, outcome)
    }
  }
}
