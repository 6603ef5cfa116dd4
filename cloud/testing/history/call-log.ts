import type { Instant } from '@core/base/time'
import type { Call } from '../model/call'
import { comparableAnswer, type HttpAnswer } from '../model/comparable-answer'
import type { Answer } from '../reference/state'

/**
 * One call as its client recorded it: the request, the times of sending and of the answer (milliseconds of a monotonic
 * clock), and the answer. `now`: the cloud's clock, which stands still during calls.
 */
export type CallRecord = { call: Call; now: Instant; sent: number; answered: number; heard: HttpAnswer }

/** A call with its parsed answer. All tries with one key are one operation. */
export type Operation = CallRecord & { outcome: Answer; session: string; booking: string }

const field = (outcome: Answer, name: string): string => {
  const value = Object.entries(outcome.body).find(([key]) => key === name)?.[1]
  return value === undefined ? '' : String(value)
}
export const numberOf = (outcome: Answer, name: string): number => Number(field(outcome, name))

const requestFingerprint = ({ call }: CallRecord): string =>
  call.kind === 'book' ? JSON.stringify([call.session, [...call.people].sort(), call.wait]) : ''

/** Folds the tries of one key into one operation. All of them must have the same answer, byte for byte. */
function foldRetries(tries: readonly CallRecord[]): { folded: CallRecord[]; wrong: string[] } {
  const counted = tries.filter((one) => one.heard.status !== 422)
  const [first] = counted
  const reused = tries.filter((one) => one.heard.status === 422)
  const odd = reused.filter((one) => !first || requestFingerprint(one) === requestFingerprint(first))
  const wrong = odd.map((one) => `key-reused for the same request: ${JSON.stringify(one.call)}`)
  if (!first) return { folded: [], wrong }
  const other = counted.find(
    (one) =>
      one.heard.text !== first.heard.text ||
      one.heard.status !== first.heard.status ||
      requestFingerprint(one) !== requestFingerprint(first),
  )
  if (other) wrong.push(`one key, two answers: ${first.heard.text} and ${other.heard.text}`)
  const sent = Math.min(...counted.map((one) => one.sent))
  const answered = Math.min(...counted.map((one) => one.answered))
  return { folded: [{ ...first, sent, answered }], wrong }
}

/** Folds repeated acceptances of one offer: the first to arrive took effect, before the first answer. */
function foldAcceptances(operations: readonly Operation[]): Operation[] {
  const first = new Map<string, Operation>()
  for (const operation of operations) {
    const { call, outcome, booking, sent, answered } = operation
    const name =
      call.kind === 'accept' && outcome.status === 200 ? `${booking} ${field(outcome, 'version')}` : String(first.size)
    const one = first.get(name) ?? operation
    first.set(name, { ...one, sent: Math.min(one.sent, sent), answered: Math.min(one.answered, answered) })
  }
  return [...first.values()]
}

const OVERLOADED = 503

/** The operations of a log, each once, with their sessions and bookings. Calls answered with 503 do not count. */
export function operationsOf(log: readonly CallRecord[]): { operations: Operation[]; wrong: string[] } {
  const keyed = new Map<string, CallRecord[]>()
  const single: CallRecord[] = []
  for (const entry of log) {
    if (entry.heard.status === OVERLOADED) continue
    if (entry.call.kind !== 'book') single.push(entry)
    else {
      const key = `${entry.call.booker} ${entry.call.key}`
      keyed.set(key, [...(keyed.get(key) ?? []), entry])
    }
  }
  const folds = [...keyed.values()].map(foldRetries)
  const read = [...folds.flatMap((fold) => fold.folded), ...single].map((entry) => ({
    entry,
    outcome: comparableAnswer(entry.heard),
  }))
  const sessionOfBooking = new Map(
    read.flatMap(({ entry, outcome }) =>
      entry.call.kind === 'book' && outcome.status === 201 ? [[field(outcome, 'id'), entry.call.session]] : [],
    ),
  )
  const operations = read.map(({ entry, outcome }): Operation => {
    const { call } = entry
    const booking = 'booking' in call ? call.booking : field(outcome, 'id')
    return {
      ...entry,
      outcome,
      booking,
      session: 'session' in call ? call.session : (sessionOfBooking.get(booking) ?? ''),
    }
  })
  return { operations: foldAcceptances(operations), wrong: folds.flatMap((fold) => fold.wrong) }
}
