import type { State } from '../reference/state'
import type { Operation } from './call-log'
import { isOverlap } from './check-reads'

type HeldTime = {
  session: string
  people: readonly string[]
  /** It may have been held from when it was asked for until the answer that ended it; it surely was in between. */
  may: [number, number]
  surely: [number, number]
}
const intersect = ([a, b]: [number, number], [c, d]: [number, number]): boolean => a < d && c < b

function heldTimes(questions: readonly Operation[]): HeldTime[] {
  const endOf = (booking: string, session: string) =>
    questions.find(
      ({ call, gist, ...one }) =>
        gist.status === 200 &&
        ((call.kind === 'cancel' && one.booking === booking) || (call.kind === 'callOff' && one.session === session)),
    )
  return questions.flatMap(({ call, gist, booking, session, sent, answered }) => {
    if (call.kind !== 'book' || gist.status !== 201) return []
    const end = endOf(booking, session)
    const sat = 'status' in gist.body && gist.body.status === 'booked'
    return {
      session,
      people: call.people,
      may: [sent, end?.answered ?? Number.POSITIVE_INFINITY],
      surely: sat ? [answered, end?.sent ?? Number.POSITIVE_INFINITY] : [0, 0],
    }
  })
}

/** Between sessions there are no versions, only time: nobody sat in two at once, and who was told so sat somewhere. */
export function checkOverlaps({ sessions }: State, questions: readonly Operation[]): string[] {
  const overlap = (one: string, other: string): boolean => {
    const [a, b] = [sessions[one], sessions[other]]
    return one !== other && !!a && !!b && a.startsAt < b.endsAt && b.startsAt < a.endsAt
  }
  const held = heldTimes(questions)
  const share = (a: readonly string[], b: readonly string[]) => a.some((person) => b.includes(person))
  const twice = held.flatMap((a, nth) =>
    held
      .slice(nth + 1)
      .filter((b) => overlap(a.session, b.session) && share(a.people, b.people) && intersect(a.surely, b.surely))
      .map((b) => `in two places at once: ${a.people} in ${a.session} and ${b.session}`),
  )
  const unfounded = questions.filter(isOverlap).filter(({ call, session, sent, answered }) => {
    const people = call.kind === 'book' ? call.people : []
    return !held.some(
      (one) => overlap(one.session, session) && share(one.people, people) && intersect(one.may, [sent, answered]),
    )
  })
  return [...twice, ...unfounded.map(({ call }) => `elsewhere, it was said, and was not: ${JSON.stringify(call)}`)]
}
