import type { State } from '../reference/state'
import type { Operation } from './call-log'
import { isOverlap } from './check-reads'

type BlockedTime = {
  session: string
  people: readonly string[]
  /** The time may have been blocked from the request until the answer that ended it; it surely was in between. */
  may: [number, number]
  surely: [number, number]
}
const intersect = ([a, b]: [number, number], [c, d]: [number, number]): boolean => a < d && c < b

function blockedTimes(operations: readonly Operation[]): BlockedTime[] {
  const endOf = (booking: string, session: string) =>
    operations.find(
      ({ call, outcome, ...one }) =>
        outcome.status === 200 &&
        ((call.kind === 'cancel' && one.booking === booking) || (call.kind === 'callOff' && one.session === session)),
    )
  return operations.flatMap(({ call, outcome, booking, session, sent, answered }) => {
    if (call.kind !== 'book' || outcome.status !== 201) return []
    const end = endOf(booking, session)
    const isBooked = 'status' in outcome.body && outcome.body.status === 'booked'
    return {
      session,
      people: call.people,
      may: [sent, end?.answered ?? Number.POSITIVE_INFINITY],
      surely: isBooked ? [answered, end?.sent ?? Number.POSITIVE_INFINITY] : [0, 0],
    }
  })
}

/**
 * Checks overlaps between sessions by real time, since versions are per session: nobody has seats in two at once, and a
 * refusal `overlap` has such a seat as its reason.
 */
export function checkOverlaps({ sessions }: State, operations: readonly Operation[]): string[] {
  const overlap = (one: string, other: string): boolean => {
    const [a, b] = [sessions[one], sessions[other]]
    return one !== other && !!a && !!b && a.startsAt < b.endsAt && b.startsAt < a.endsAt
  }
  const blocked = blockedTimes(operations)
  const share = (a: readonly string[], b: readonly string[]) => a.some((person) => b.includes(person))
  const double = blocked.flatMap((a, nth) =>
    blocked
      .slice(nth + 1)
      .filter((b) => overlap(a.session, b.session) && share(a.people, b.people) && intersect(a.surely, b.surely))
      .map((b) => `in two places at once: ${a.people} in ${a.session} and ${b.session}`),
  )
  const withoutReason = operations.filter(isOverlap).filter(({ call, session, sent, answered }) => {
    const people = call.kind === 'book' ? call.people : []
    return !blocked.some(
      (one) => overlap(one.session, session) && share(one.people, people) && intersect(one.may, [sent, answered]),
    )
  })
  return [...double, ...withoutReason.map(({ call }) => `overlap without a reason: ${JSON.stringify(call)}`)]
}
