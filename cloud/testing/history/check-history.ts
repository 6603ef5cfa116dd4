import { isDeepStrictEqual } from 'node:util'
import { type Snapshot, snapshotOf } from '../database/snapshot'
import type { State } from '../reference/state'
import { type CallRecord, operationsOf } from './call-log'
import { checkOverlaps } from './check-overlaps'
import { checkReads } from './check-reads'
import { replay } from './replay'

/** A log of calls, and the final state of the database. */
export type History = { log: readonly CallRecord[]; end: Snapshot }

/** Differences between two records, by id. */
const differences = (what: string, stored: Record<string, object>, replayed: Record<string, object>): string[] =>
  [...new Set([...Object.keys(stored), ...Object.keys(replayed)])]
    .filter((id) => !isDeepStrictEqual(stored[id], replayed[id]))
    .map((id) => `${what} ${id} is ${JSON.stringify(stored[id])} in the end, replayed ${JSON.stringify(replayed[id])}`)

/**
 * Linearizability check: all violations of a history, none if it is valid. Answers are compared with the reference model,
 * replayed in the order of versions and of real time; the final state is compared with the end of the replay. Each session
 * is replayed alone: nobody who waits in one may have a seat in an overlapping one, or the order between the two would
 * count as well.
 */
export function checkHistory({ log, end }: History, initial: State): string[] {
  const { operations, wrong } = operationsOf(log)
  const nows = [...new Set(log.map((entry) => entry.now))].sort((a, b) => a - b)
  const unknown = operations.filter(({ session, outcome }) => !(session in initial.sessions) && outcome.status !== 404)
  wrong.push(
    ...unknown.map(({ call, outcome }) => `unknown session: ${JSON.stringify(call)} ${JSON.stringify(outcome)}`),
  )
  const replayed: Snapshot = { sessions: {}, bookings: {}, times: [] }
  for (const [id, session] of Object.entries(initial.sessions)) {
    const own = operations.filter((operation) => operation.session === id)
    const { states, wrong: broken } = replay({ ...initial, sessions: { [id]: session } }, id, own, nows)
    wrong.push(...broken, ...checkReads(states, own))
    const last = states.at(-1)
    if (!last) continue
    const { sessions, bookings, times } = snapshotOf(last.state)
    Object.assign(replayed.sessions, sessions)
    Object.assign(replayed.bookings, bookings)
    replayed.times.push(...times)
  }
  return [
    ...wrong,
    ...checkOverlaps(initial, operations),
    ...differences('session', end.sessions, replayed.sessions),
    ...differences('booking', end.bookings, replayed.bookings),
    ...(isDeepStrictEqual(end.times, replayed.times.sort()) ? [] : ["people's times are not those of their seats"]),
  ]
}
