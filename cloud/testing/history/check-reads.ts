import { isDeepStrictEqual } from 'node:util'
import { answerTo } from '../model/call'
import { sessionOf, sessionView } from '../reference/state'
import type { Operation } from './call-log'
import type { ReplayState } from './replay'

/** The states that an operation may have read: none replaced before it was sent, and none made after its answer. */
function visibleStates(states: readonly ReplayState[], { sent, answered }: Operation): readonly ReplayState[] {
  const from = states.reduce((at, { by }, nth) => (by && by.answered < sent ? nth : at), 0)
  const to = states.findIndex(({ by }) => by !== undefined && by.sent > answered)
  return states.slice(from, to < 0 ? undefined : to)
}

/**
 * An answer without a change must have been true at some moment between request and answer; so must the session that a
 * manager is shown after a change.
 */
export function checkReads(states: readonly ReplayState[], operations: readonly Operation[]): string[] {
  const made = new Map(states.flatMap((one) => (one.by ? [[one.by, one] as const] : [])))
  return operations.flatMap((operation) => {
    const { call, outcome, now, session } = operation
    const own = made.get(operation)
    if ((own && call.kind !== 'resize') || isOverlap(operation)) return []
    const seen = visibleStates(states, operation)
    const fits = own
      ? seen
          .slice(seen.indexOf(own))
          .some(({ state }) => isDeepStrictEqual(sessionView(sessionOf(state, session)), outcome.body))
      : seen.some(({ state }) => isDeepStrictEqual(answerTo(state, call, now, '').answer, outcome))
    return fits ? [] : [`never true while it was asked: ${JSON.stringify(call)} ${JSON.stringify(outcome)}`]
  })
}

export const isOverlap = ({ outcome }: Operation): boolean =>
  'refusal' in outcome.body && outcome.body.refusal === 'overlap'
