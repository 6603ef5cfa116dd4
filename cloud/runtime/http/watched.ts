import { Wrong } from '../../base/api-error'
import type { Watch } from '../../base/watch'
import type { Call, Reply } from '../dispatch'

/** An answer that is kept with its key is a text: a booking or a refusal. */
function outcomeOf(reply: Reply): string {
  if ('kept' in reply) {
    const { booking, refusal } = JSON.parse(reply.kept.body) as { booking?: { status: string }; refusal?: string }
    return refusal ?? booking?.status ?? 'ok'
  }
  return 'packed' in reply || 'unchanged' in reply || reply.ok ? 'ok' : reply.why.refusal
}

/** The same calls, seen by `watch` from before they wait until they are answered. */
export function watched(call: Call, watch: Watch | undefined): Call {
  if (!watch) return call
  return async (name, carried) => {
    watch.came(name)
    let outcome = 'fault'
    try {
      const reply = await call(name, carried)
      outcome = outcomeOf(reply)
      return reply
    } catch (fault) {
      if (fault instanceof Wrong) outcome = fault.code
      throw fault
    } finally {
      watch.went(name, outcome)
    }
  }
}
