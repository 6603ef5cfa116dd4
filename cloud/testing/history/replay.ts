import { isDeepStrictEqual } from 'node:util'
import type { Instant } from '@core/base/time'
import { answerTo } from '../model/call'
import { closeWaitlist, promoteNext } from '../reference/seating'
import { type ModelSession, type State, sessionOf } from '../reference/state'
import { numberOf, type Operation } from './call-log'

/** The state of a session between two transactions. `by`: the operation that led to it; undefined for the timer. */
export type ReplayState = { state: State; by?: Operation }
export type Replay = { states: ReplayState[]; wrong: string[] }
type Change = { operation: Operation; version: number }

/** The first version that a successful operation made; undefined for one that changed nothing. */
function versionOf({ call, outcome }: Operation): number | undefined {
  if (outcome.status >= 300) return undefined
  switch (call.kind) {
    case 'book':
    case 'cancel':
    case 'accept':
      return numberOf(outcome, 'version')
    case 'resize':
      // It changed exactly this version; its answer was read a little later.
      return call.version + 1
    case 'callOff':
      return numberOf(outcome, 'version') - numberOf(outcome, 'told')
  }
}

/**
 * Successful operations in the order of their versions. An acceptance that changed nothing has the version it found: it
 * comes last of that version, and the replay skips it.
 */
function orderedSuccesses(operations: readonly Operation[]): Change[] {
  const successes = operations.flatMap((operation) => {
    const version = versionOf(operation)
    return version === undefined ? [] : [{ operation, version }]
  })
  const isAcceptance = ({ operation }: Change) => Number(operation.call.kind === 'accept')
  return successes.sort((a, b) => a.version - b.version || isAcceptance(a) - isAcceptance(b))
}

/** Real-time order: an operation that was answered before another was sent must come first. */
function checkRealTime(changes: readonly Change[]): string[] {
  let latest: Change | undefined
  return changes.flatMap((change) => {
    const late = latest && change.operation.answered < latest.operation.sent ? latest : undefined
    if (!latest || change.operation.sent > latest.operation.sent) latest = change
    return late ? [`version ${change.version} was answered before version ${late.version} was asked for`] : []
  })
}

/** The steps of the timer for one session, each in its own transaction. */
const timerSteps = (session: ModelSession, nows: readonly Instant[]) =>
  nows.flatMap((now) => [
    (state: State) => promoteNext(state, session.id, now),
    ...(session.startsAt <= now ? [(state: State) => closeWaitlist(state, session.id, now)] : []),
  ])

const isOffered = (state: State, booking: string): boolean => (state.bookings[booking]?.offerUntil ?? null) !== null

/** Replays one session on the reference model, from its initial state to its last version. `nows`: times of the timer. */
export function replay(
  initial: State,
  session: string,
  operations: readonly Operation[],
  nows: readonly Instant[],
): Replay {
  const changes: Change[] = []
  const wrong: string[] = []
  const states: ReplayState[] = [{ state: initial }]
  let state = initial
  let lastNow = nows[0] ?? 0
  const version = () => sessionOf(state, session).version
  /** Runs the timer until it has reached a version. */
  const runTimer = (until: Instant, wanted: number) => {
    const due = nows.filter((now) => now >= lastNow && now <= until)
    for (const step of timerSteps(sessionOf(state, session), due)) {
      if (version() >= wanted) return
      const after = step(state)
      if (sessionOf(after, session).version === version()) continue
      state = after
      states.push({ state })
    }
  }
  for (const success of orderedSuccesses(operations)) {
    const { operation } = success
    const { call, outcome, now, booking } = operation
    runTimer(now, success.version - 1)
    if (call.kind === 'accept' && !isOffered(state, booking)) runTimer(now, success.version)
    if (call.kind === 'accept' && version() >= success.version) continue
    if (version() + 1 !== success.version) {
      return {
        states,
        wrong: [...wrong, `${call.kind} made version ${success.version}, and the replay is at ${version()}`],
      }
    }
    const { state: after, answer } = answerTo(state, call, now, booking)
    // The answer to a change of capacity was read a little later.
    const isRight = call.kind === 'resize' ? answer.status === outcome.status : isDeepStrictEqual(answer, outcome)
    if (!isRight)
      wrong.push(`version ${success.version}: ${JSON.stringify(outcome)} instead of ${JSON.stringify(answer)}`)
    state = after
    lastNow = now
    changes.push(success)
    states.push({ state, by: operation })
  }
  runTimer(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
  return { states, wrong: [...wrong, ...checkRealTime(changes)] }
}
