import type { Instant } from '@core/base/time'
import type { Call } from '../model/call'
import { gistOf, type Heard } from '../model/comparable-answer'
import type { Answer } from '../reference/state'

/**
 * What callers wrote down, and nobody else: what they asked, when they sent it and when they had the answer (on one clock
 * that never goes back, in milliseconds), and the answer. `now` is the cloud's clock, which stands still while calls are
 * under way.
 */
export type Entry = { call: Call; now: Instant; sent: number; answered: number; heard: Heard }

/** The same, with the answer understood. Several tries with one key are one question. */
export type Question = Entry & { gist: Answer; session: string; booking: string }

const field = (gist: Answer, name: string): string => {
  const value = Object.entries(gist.body).find(([key]) => key === name)?.[1]
  return value === undefined ? '' : String(value)
}
export const numberOf = (gist: Answer, name: string): number => Number(field(gist, name))

const printOf = ({ call }: Entry): string =>
  call.kind === 'book' ? JSON.stringify([call.session, [...call.people].sort(), call.wait]) : ''

/** All tries of each key as one question; and what is wrong with them: one key has one answer, to the letter. */
function foldTries(tries: readonly Entry[]): { folded: Entry[]; wrong: string[] } {
  const counted = tries.filter((one) => one.heard.status !== 422)
  const [first] = counted
  const reused = tries.filter((one) => one.heard.status === 422)
  const odd = reused.filter((one) => !first || printOf(one) === printOf(first))
  const wrong = odd.map((one) => `a key was called reused, and was not: ${JSON.stringify(one.call)}`)
  if (!first) return { folded: [], wrong }
  const other = counted.find(
    (one) =>
      one.heard.text !== first.heard.text || one.heard.status !== first.heard.status || printOf(one) !== printOf(first),
  )
  if (other) wrong.push(`one key, two answers: ${first.heard.text} and ${other.heard.text}`)
  const sent = Math.min(...counted.map((one) => one.sent))
  const answered = Math.min(...counted.map((one) => one.answered))
  return { folded: [{ ...first, sent, answered }], wrong }
}

/** An offer accepted twice was accepted by whichever came first, before the first answer. */
function foldAcceptances(questions: readonly Question[]): Question[] {
  const first = new Map<string, Question>()
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
export function questionsOf(log: readonly Entry[]): { questions: Question[]; wrong: string[] } {
  const keyed = new Map<string, Entry[]>()
  const single: Entry[] = []
  for (const entry of log) {
    if (entry.heard.status === OVERLOADED) continue
    if (entry.call.kind !== 'book') single.push(entry)
    else {
      const key = `${entry.call.booker} ${entry.call.key}`
      keyed.set(key, [...(keyed.get(key) ?? []), entry])
    }
  }
  const folds = [...keyed.values()].map(foldTries)
  const read = [...folds.flatMap((fold) => fold.folded), ...single].map((entry) => ({
    entry,
    gist: gistOf(entry.heard),
  }))
  const homes = new Map(
    read.flatMap(({ entry, gist }) =>
      entry.call.kind === 'book' && gist.status === 201 ? [[field(gist, 'id'), entry.call.session]] : [],
    ),
  )
  const questions = read.map(({ entry, gist }): Question => {
    const { call } = entry
    const booking = 'booking' in call ? call.booking : field(gist, 'id')
    return { ...entry, gist, booking, session: 'session' in call ? call.session : (homes.get(booking) ?? '') }
  })
  return { questions: foldAcceptances(questions), wrong: folds.flatMap((fold) => fold.wrong) }
}
