import { isDeepStrictEqual } from 'node:util'
import type { Instant } from '@core/base/time'
import { answerTo } from '../model/call'
import { closeWaitlist, promoteNext } from '../reference/seating'
import { type ModelSession, type State, sessionOf } from '../reference/state'
import { numberOf, type Operation } from './call-log'

/** The session as it stood between two transactions; `by` made it so, or the timer did. */
export type ReplayState = { state: State; by?: Operation }
export type Replay = { standings: ReplayState[]; wrong: string[] }
type Change = { question: Operation; version: number }

/** The first version that a yes made; undefined where a question changed nothing. */
function versionOf({ call, gist }: Operation): number | undefined {
  if (gist.status >= 300) return undefined
  switch (call.kind) {
    case 'book':
    case 'cancel':
    case 'accept':
      return numberOf(gist, 'version')
    case 'resize':
      // It was made on exactly this version; what it answered was read a little later.
      return call.version + 1
    case 'callOff':
      return numberOf(gist, 'version') - numberOf(gist, 'told')
  }
}

/**
 * Yeses in the order of their versions. An acceptance may have changed nothing, and then has the version of what was there:
 * it comes last of its version, and the replay finds out.
 */
function orderedSuccesses(questions: readonly Operation[]): Change[] {
  const yeses = questions.flatMap((question) => {
    const version = versionOf(question)
    return version === undefined ? [] : [{ question, version }]
  })
  const isAcceptance = ({ question }: Change) => Number(question.call.kind === 'accept')
  return yeses.sort((a, b) => a.version - b.version || isAcceptance(a) - isAcceptance(b))
}

/** Whatever was answered before another was sent came before it. */
function checkRealTime(changes: readonly Change[]): string[] {
  let latest: Change | undefined
  return changes.flatMap((change) => {
    const late = latest && change.question.answered < latest.question.sent ? latest : undefined
    if (!latest || change.question.sent > latest.question.sent) latest = change
    return late ? [`version ${change.version} was answered before version ${late.version} was asked for`] : []
  })
}

/** What the timer does to one session, each a transaction of its own. */
const timerSteps = (sitting: ModelSession, nows: readonly Instant[]) =>
  nows.flatMap((now) => [
    (state: State) => promoteNext(state, sitting.id, now),
    ...(sitting.startsAt <= now ? [(state: State) => closeWaitlist(state, sitting.id, now)] : []),
  ])

const isOffered = (state: State, booking: string): boolean => (state.bookings[booking]?.offerUntil ?? null) !== null

/** One session from its opening to its last version, as its callers and its timer made it. `nows`: when the timer looked. */
export function replay(
  opening: State,
  session: string,
  questions: readonly Operation[],
  nows: readonly Instant[],
): Replay {
  const changes: Change[] = []
  const wrong: string[] = []
  const standings: ReplayState[] = [{ state: opening }]
  let state = opening
  let then = nows[0] ?? 0
  const version = () => sessionOf(state, session).version
  /** The timer, as often as it takes to reach a version. */
  const tendTo = (until: Instant, wanted: number) => {
    const due = nows.filter((now) => now >= then && now <= until)
    for (const look of timerSteps(sessionOf(state, session), due)) {
      if (version() >= wanted) return
      const after = look(state)
      if (sessionOf(after, session).version === version()) continue
      state = after
      standings.push({ state })
    }
  }
  for (const yes of orderedSuccesses(questions)) {
    const { question } = yes
    const { call, gist, now, booking } = question
    tendTo(now, yes.version - 1)
    if (call.kind === 'accept' && !isOffered(state, booking)) tendTo(now, yes.version)
    if (call.kind === 'accept' && version() >= yes.version) continue
    if (version() + 1 !== yes.version) {
      return {
        standings,
        wrong: [...wrong, `${call.kind} made version ${yes.version}, and the line explains ${version()}`],
      }
    }
    const { state: after, answer } = answerTo(state, call, now, booking)
    // What a manager was shown was read a little later.
    const right = call.kind === 'resize' ? answer.status === gist.status : isDeepStrictEqual(answer, gist)
    if (!right) wrong.push(`version ${yes.version}: ${JSON.stringify(gist)} instead of ${JSON.stringify(answer)}`)
    state = after
    then = now
    changes.push(yes)
    standings.push({ state, by: question })
  }
  tendTo(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
  return { standings, wrong: [...wrong, ...checkRealTime(changes)] }
}
