import * as v from 'valibot'
import { dayOf, type Instant, instant, MINUTE, Moment, moment, startOfDay } from '../base/time'

/** What a district makes of no-shows: so many strikes pause booking, and each counts for so many days. */
export type StrikeRule = { most: number; days: number }
/** Three and thirty days are what museums and libraries announce. */
export const STRIKE_RULE: StrikeRule = { most: 3, days: 30 }

const StrikeState = v.picklist(['counts', 'appealed', 'forgiven', 'kept'])

export const Strike = v.object({
  id: v.string(),
  booking: v.string(),
  title: v.string(),
  startsAt: Moment,
  /** Not come, cancelled too late and nobody took the seats, or come after the time of grace. */
  why: v.picklist(['absent', 'late', 'came-late']),
  status: StrikeState,
  at: Moment,
  /** From then on it counts no more. */
  fadesAt: Moment,
  appeal: v.optional(v.string()),
  answer: v.optional(v.string()),
})
export type Strike = v.InferOutput<typeof Strike>

/** Where a person stands: how many count, how many there may be, and until when booking is paused, if it is. */
export const StrikeStatus = v.object({
  live: v.number(),
  most: v.number(),
  days: v.number(),
  pausedUntil: v.optional(Moment),
})
export type StrikeStatus = v.InferOutput<typeof StrikeStatus>

/** A strike that is appealed against counts until it is answered; one forgiven or faded does not. */
export function strikeStatus(
  strikes: readonly Pick<Strike, 'status' | 'fadesAt'>[],
  rule: StrikeRule,
  now: Instant,
): StrikeStatus {
  const fades = strikes
    .filter((strike) => strike.status !== 'forgiven' && instant(strike.fadesAt) > now)
    .map((strike) => instant(strike.fadesAt))
    .sort((a, b) => a - b)
  const told = { live: fades.length, most: rule.most, days: rule.days }
  // Paused until so many have faded that fewer than `most` are left.
  const until = fades[fades.length - rule.most]
  return until === undefined ? told : { ...told, pausedUntil: moment(until) }
}

/** So long after the day a scan of that day may still be under way. */
const LATE_SCAN_GRACE = 15 * MINUTE
/** What ended by then can be judged: its door, which is open until the day is over, lets nobody in any more. */
export const judgeableBefore = (now: Instant): Instant => startOfDay(dayOf(now - LATE_SCAN_GRACE))

/** `at`: when the seats were given back; of who never did, the start. `proxy`: a worker booked for who a station looks after. */
export type MissedBooking = { id: string; seats: number; at: Instant; why: 'absent' | 'late'; proxy: boolean }
/** Seats of people who were promoted from the line and came. */
export type StandIn = { seats: number; at: Instant }

/**
 * Who gets a strike when a session is over: nobody for whom somebody from the line came instead. The first to give
 * their seats back are the first to be forgiven; who was absent without a word comes last. A booking by proxy uses up who
 * came instead like any other, and strikes neither the worker nor the elder.
 */
export function judgeNoShows(missed: readonly MissedBooking[], stepped: readonly StandIn[]): string[] {
  let spare = stepped.map((one) => ({ ...one }))
  const struck: string[] = []
  const order = [...missed].sort((a, b) => (a.why === b.why ? a.at - b.at : a.why === 'late' ? -1 : 1))
  for (const one of order) {
    let open = one.seats
    const left = spare.map((step) => {
      if (step.at < one.at || open === 0) return step
      const used = Math.min(open, step.seats)
      open -= used
      return { ...step, seats: step.seats - used }
    })
    if (open === 0) spare = left
    else if (!one.proxy) struck.push(one.id)
  }
  return struck
}
