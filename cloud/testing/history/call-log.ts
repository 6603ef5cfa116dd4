import type { Instant } from '@core/base/time'
import type { Call } from '../model/call'
import { comparableAnswer, type HttpAnswer } from '../model/comparable-answer'
import type { Answer } from '../reference/state'

/**
 * What callers wrote down, and nobody else: what they asked, when they sent it and when they had the answer (on one clock
 * that never goes back, in milliseconds), and the answer. `now` is the cloud's clock, which stands still while calls are
 * under way.
 */
export type CallRecord = { call: Call; now: Instant; sent: number; answered: number; heard: HttpAnswer }

/** The same, with the answer understood. Several tries with one key are one question. */
export type Operation = CallRecord & { gist: Answer; session: string; booking: string }

const field = (gist: Answer, name: string): string => {
  const value = Object.entries(gist.body).find(([key]) => key === name)?.[1]
  return value === undefined ? '' : String(value)
}
export const numberOf = (gist: Answer, name: string): number => Number(field(gist, name))

const requestFingerprint = ({ call }: CallRecord): string =>
  call.kind === 'book' ? JSON.stringify([call.session, [...call.people].sort(), call.wait]) : ''

/** All tries of each key as one question; and what is wrong with them: one key has one answer, to the letter. */
function foldRetries(tries: readonly CallRecord[]): { folded: CallRecord[]; wrong: string[] } {
  const counted = tries.filter((one) => one.heard.status !== 422)
  const [first] = counted
  const reused = tries.filter((one) => one.heard.status === 422)
  const odd = reused.filter((one) => !first || requestFingerprint(one) === requestFingerprint(first))
  const wrong = odd.map((one) => `a key was called reused, and was not: ${JSON.stringify(one.call)}`)
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

/** An offer accepted twice was accepted by whichever came first, before the first answer. */
function foldAcceptances(questions: readonly Operation[]): Operation[] {
  const first = new Map<string, Operation>()
  for (const question of questions) {
    const { call, gist, booking, sent, answered } = question
    const name =
      call.kind === 'accept' && gist.status === 200 ? `${booking} ${field(gist, 'version')}` : String(first.size)
    const one = first.get(name) ?? question
    first.set(name, { ...one, sent: Math.min(one.sent, sent), answered: Math.min(one.answered, answered) })
  }
  return [...first.values()]
}

const OVERLOADED = 503

/** What was asked, each once, by whom it concerns. Who was sent away for a while has asked nothing. */
export function operationsOf(log: readonly CallRecord[]): { questions: Operation[]; wrong: string[] } {
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
    gist: comparableAnswer(entry.heard),
  }))
  const homes = new Map(
    read.flatMap(({ entry, gist }) =>
      entry.call.kind === 'book' && gist.status === 201 ? [[field(gist, 'id'), entry.call.session]] : [],
    ),
  )
  const questions = read.map(({ entry, gist }): Operation => {
    const { call } = entry
    const booking = 'booking' in call ? call.booking : field(gist, 'id')
    return { ...entry, gist, booking, session: 'session' in call ? call.session : (homes.get(booking) ?? '') }
  })
  return { questions: foldAcceptances(questions), wrong: folds.flatMap((fold) => fold.wrong) }
}
