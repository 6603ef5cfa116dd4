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

/** What became of a call, in the four ways a page has to know. A fault of ours still throws. */
export async function toOutcome<A>(calling: Promise<Answered<A>>): Promise<CallOutcome<A>> {
  try {
    const result = await calling
    if (result.ok === true) return { state: 'done', answer: result.answer }
    // Nothing of what is settled here is asked for since a time.
    if (result.ok === 'unchanged') throw new Error('unchanged, and nothing was held')
    const { why, status, problem } = result
    return why ? { state: 'refused', why } : { state: 'wrong', message: problem.message, status }
  } catch (fault) {
    if (!isNoSignal(fault)) throw fault
    return { state: 'no-signal' }
  }
}
