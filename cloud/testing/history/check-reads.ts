import { isDeepStrictEqual } from 'node:util'
import { answerTo } from '../model/call'
import { sessionOf, sessionView } from '../reference/state'
import type { Operation } from './call-log'
import type { ReplayState } from './replay'

/** Which standings a question may have seen: none that was over before it was sent, none that was made after its answer. */
function visibleStates(standings: readonly ReplayState[], { sent, answered }: Operation): readonly ReplayState[] {
  const from = standings.reduce((at, { by }, nth) => (by && by.answered < sent ? nth : at), 0)
  const to = standings.findIndex(({ by }) => by !== undefined && by.sent > answered)
  return standings.slice(from, to < 0 ? undefined : to)
}

/**
 * An answer that changed nothing must have been true at some moment between question and answer; so must what a manager saw
 * after a change.
 */
export function checkReads(standings: readonly ReplayState[], questions: readonly Operation[]): string[] {
  const made = new Map(standings.flatMap((one) => (one.by ? [[one.by, one] as const] : [])))
  return questions.flatMap((question) => {
    const { call, gist, now, session } = question
    const own = made.get(question)
    if ((own && call.kind !== 'resize') || isOverlap(question)) return []
    const seen = visibleStates(standings, question)
    const fits = own
      ? seen
          .slice(seen.indexOf(own))
          .some(({ state }) => isDeepStrictEqual(sessionView(sessionOf(state, session)), gist.body))
      : seen.some(({ state }) => isDeepStrictEqual(answerTo(state, call, now, '').answer, gist))
    return fits ? [] : [`never true while it was asked: ${JSON.stringify(call)} ${JSON.stringify(gist)}`]
  })
}

export const isOverlap = ({ gist }: Operation): boolean => 'refusal' in gist.body && gist.body.refusal === 'overlap'
