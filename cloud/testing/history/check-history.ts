import { isDeepStrictEqual } from 'node:util'
import { type Snapshot, snapshotOf } from '../database/snapshot'
import type { State } from '../reference/state'
import { type CallRecord, operationsOf } from './call-log'
import { checkOverlaps } from './check-overlaps'
import { checkReads } from './check-reads'
import { replay } from './replay'

/** A log and what was in the database when all was over. */
export type History = { log: readonly CallRecord[]; end: Snapshot }

/** Two records, name by name. */
const differences = (what: string, real: Record<string, object>, told: Record<string, object>): string[] =>
  [...new Set([...Object.keys(real), ...Object.keys(told)])]
    .filter((id) => !isDeepStrictEqual(real[id], told[id]))
    .map((id) => `${what} ${id} is ${JSON.stringify(real[id])} in the end, replayed ${JSON.stringify(told[id])}`)

/**
 * Everything that cannot be, in the order of versions and by the clock; nothing when the history is sound. What was said
 * is judged by the reference, and what came of it by the end. Each session has its own order; nobody who waits in one
 * of them may have a seat in another that overlaps it, or the order between the two would count as well.
 */
export function checkHistory({ log, end }: History, opening: State): string[] {
  const { questions, wrong } = operationsOf(log)
  const nows = [...new Set(log.map((entry) => entry.now))].sort((a, b) => a - b)
  const homeless = questions.filter(({ session, gist }) => !(session in opening.sessions) && gist.status !== 404)
  wrong.push(...homeless.map(({ call, gist }) => `of nothing known: ${JSON.stringify(call)} ${JSON.stringify(gist)}`))
  const image: Snapshot = { sessions: {}, bookings: {}, times: [] }
  for (const [id, sitting] of Object.entries(opening.sessions)) {
    const mine = questions.filter((question) => question.session === id)
    const { standings, wrong: broken } = replay({ ...opening, sessions: { [id]: sitting } }, id, mine, nows)
    wrong.push(...broken, ...checkReads(standings, mine))
    const last = standings.at(-1)
    if (!last) continue
    const { sessions, bookings, times } = snapshotOf(last.state)
    Object.assign(image.sessions, sessions)
    Object.assign(image.bookings, bookings)
    image.times.push(...times)
  }
  return [
    ...wrong,
    ...checkOverlaps(opening, questions),
    ...differences('session', end.sessions, image.sessions),
    ...differences('booking', end.bookings, image.bookings),
    ...(isDeepStrictEqual(end.times, image.times.sort()) ? [] : ["people's times are not those of their seats"]),
  ]
}
