import type { Refusal } from '@core/base/refusal'
import { isNoSignal } from './cloud'

export type CallOutcome<A = unknown> =
  | { state: 'done'; answer: A }
  | { state: 'refused'; why: Refusal }
  | { state: 'wrong'; message: string; status: number }
  | { state: 'no-signal' }

type Answered<A> =
  | { ok: true; answer: A }
  | { ok: false; status: number; why?: Refusal; problem: { message: string } }
  | { ok: 'unchanged' }

/** Outcome of an API call in the four states a page handles. Programming errors still throw. */
export async function toOutcome<A>(calling: Promise<Answered<A>>): Promise<CallOutcome<A>> {
  try {
    const result = await calling
    if (result.ok === true) return { state: 'done', answer: result.answer }
    // Calls handled here send no ETag and no cursor, so a 304 is unexpected.
    if (result.ok === 'unchanged') throw new Error('unexpected 304 without a conditional request')
    const { why, status, problem } = result
    return why ? { state: 'refused', why } : { state: 'wrong', message: problem.message, status }
  } catch (fault) {
    if (!isNoSignal(fault)) throw fault
    return { state: 'no-signal' }
  }
}
