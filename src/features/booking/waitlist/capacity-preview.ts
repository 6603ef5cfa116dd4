import { type Instant, instant } from '@core/base/time'
import { mayHold, offerUntil, promote, returnToWaitlist, takenOf, type Waitlist } from '@core/booking/waitlist'
import type { WaitlistEntry } from '@core/contract/endpoints/booking/waitlist'
import type { SessionWaitlist } from './store'

const toWaitlist = ({ session, seated, waiting }: SessionWaitlist): Waitlist => ({
  capacity: session.capacity,
  lastPlace: seated.length + waiting.length,
  held: 0,
  // Unseated groups go before everybody waiting: nearly always right, and the cloud decides.
  groups: [...seated, ...waiting].map((entry, at) => ({
    id: entry.booking,
    size: entry.size,
    place: at + 1,
    overtaken: entry.overtaken,
    status: entry.status === 'cancelled' ? 'waiting' : entry.status,
  })),
})

export const takenSeats = (line: SessionWaitlist): number => takenOf(toWaitlist(line))

/** Groups that could be unseated, last to book first. Groups that are checked in are left out. */
export const unseatCandidates = ({ seated }: SessionWaitlist): WaitlistEntry[] =>
  seated.filter(({ came }) => !came).reverse()

/** Default choice of groups to unseat: the last to book, as many as needed. */
export function proposeUnseated(line: SessionWaitlist, capacity: number): string[] {
  let over = takenSeats(line) - capacity
  const named: string[] = []
  for (const entry of unseatCandidates(line)) {
    if (over <= 0) break
    over -= entry.size
    named.push(entry.booking)
  }
  return named
}

/** Effect of a capacity change by the waitlist rule, as far as this phone can tell. */
export type CapacityPreview = { over: number; seats: WaitlistEntry[]; asOffers: boolean }

export function previewCapacity(
  line: SessionWaitlist,
  capacity: number,
  named: readonly string[],
  now: Instant,
): CapacityPreview {
  const after = returnToWaitlist({ ...toWaitlist(line), capacity }, named)
  const start = instant(line.session.startsAt)
  const asOffers = offerUntil(start, now) !== null
  // Before the draw nobody is promoted.
  const undrawn = line.session.draw !== undefined && !line.session.draw.done
  const promoted = undrawn
    ? []
    : promote(after, asOffers ? 'offered' : 'booked', undefined, mayHold(start, now)).promoted
  return {
    over: Math.max(0, takenOf(after) - capacity),
    seats: line.waiting.filter(({ booking }) => promoted.includes(booking)),
    asOffers,
  }
}
