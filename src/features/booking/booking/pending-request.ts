import type { Instant } from '@core/base/time'
import { isRequestOver } from '@core/contract/retry'

/** Booking request: people who come together, all or none; `wait`: join the waitlist if it is full. */
export type BookingRequest = { session: string; people: string[]; wait: boolean }
/**
 * A request without an answer yet, and when it was first sent. Retried with the same idempotency key, so that it cannot
 * book twice.
 */
export type PendingRequest = BookingRequest & { key: string; at: Instant }

/** Identity of a session and a group of people, for a request and for the booking it makes. */
export const groupOf = (one: { session: string; people: readonly (string | { id: string })[] }): string =>
  [one.session, ...one.people.map((who) => (typeof who === 'string' ? who : who.id)).sort()].join()

/**
 * The requests that still have no outcome. One ends after REQUEST_LIFE, and with any news of a booking of its group
 * (`told`): it was made, or what stood in its way has changed. Its key would get an answer from before that.
 */
export const stillPending = (
  requests: readonly PendingRequest[],
  told: readonly string[],
  now: Instant,
): PendingRequest[] => requests.filter((one) => !isRequestOver(one.at, now) && !told.includes(groupOf(one)))
