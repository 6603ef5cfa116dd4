import * as v from 'valibot'
import { freeText } from '../base/text'
import { dayOf, type Instant, instant, MINUTE, Moment, moment, startOfDay } from '../base/time'

/** Strike rule of a district: `most` strikes pause booking, and each counts for `days` days. */
export type StrikeRule = { most: number; days: number }
/** Default: three strikes, thirty days, as museums and libraries commonly publish. */
export const STRIKE_RULE: StrikeRule = { most: 3, days: 30 }

/** Longest appeal, and longest answer to one, in letters. */
export const APPEAL_MOST = 200
export const ANSWER_MOST = 200
/** What a person says against a strike, and what the station answers. */
export const AppealText = freeText(APPEAL_MOST)
export const AnswerText = freeText(ANSWER_MOST)

const StrikeState = v.picklist(['counts', 'appealed', 'forgiven', 'kept'])

/** A strike for places not used. */
export const Strike = v.object({
  id: v.string(),
  booking: v.string(),
  title: v.string(),
  startsAt: Moment,
  /** Absent; cancelled after the deadline and nobody took the seats; or arrived after the grace period. */
  why: v.picklist(['absent', 'late', 'came-late']),
  status: StrikeState,
  at: Moment,
  /** From then on it no longer counts. */
  fadesAt: Moment,
  appeal: v.optional(v.string()),
  answer: v.optional(v.string()),
})
export type Strike = v.InferOutput<typeof Strike>

/** Strike status of a person: strikes that count, the limit, their lifetime in days, and the end of a pause. */
export const StrikeStatus = v.object({
  live: v.number(),
  most: v.number(),
  days: v.number(),
  pausedUntil: v.optional(Moment),
})
export type StrikeStatus = v.InferOutput<typeof StrikeStatus>

/** Computes the status. A strike under appeal counts until the appeal is answered; a forgiven or faded one does not. */
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
  // Paused until fewer than `most` are left.
  const until = fades[fades.length - rule.most]
  return until === undefined ? told : { ...told, pausedUntil: moment(until) }
}

/** Grace period after the end of a day, for scans of that day still in transit. */
const LATE_SCAN_GRACE = 15 * MINUTE
/**
 * Sessions that ended before this instant can be judged: check-in closes with the day, so nobody can arrive any more.
 */
export const judgeableBefore = (now: Instant): Instant => startOfDay(dayOf(now - LATE_SCAN_GRACE))

/** A booking whose seats were not used. `at`: when it was cancelled, or else the start. `proxy`: booked for a ward. */
export type MissedBooking = { id: string; seats: number; at: Instant; why: 'absent' | 'late'; proxy: boolean }
/** Seats used by people promoted from the waitlist. */
export type StandIn = { seats: number; at: Instant }

/**
 * Bookings that get a strike once a session is over: none whose seats were used by somebody from the waitlist. Seats from
 * the waitlist are credited to the earliest cancellation first, to no-shows last. A booking by proxy uses such credit like
 * any other, but strikes neither the worker nor the ward.
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
