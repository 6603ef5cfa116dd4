import { ok, type Result, refuse } from '@core/base/refusal'
import { instant } from '@core/base/time'
import { type Booking, mayCancel } from '@core/booking/booking'
import { isFormerWorkerOf } from '../../account/ward/queries'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { acceptBooking, leaveBooking, listOwn, type OwnBooking } from './queries'

/** A booking made by this person, including by proxy. */
export async function findOwn(deps: Deps, person: string, id: string): Promise<OwnBooking | undefined> {
  const [own] = await listOwn(deps.db, person, deps.now(), { id, wards: true })
  return own
}

const reread = async (deps: Deps, person: string, before: Booking): Promise<Booking> =>
  (await findOwn(deps, person, before.id))?.booking ?? before

/** Refuses, as missing, a booking made by proxy for wards of a role that has ended, whom nobody took over yet. */
async function checkProxy({ db }: Deps, person: string, { proxy, people }: Booking): Promise<void> {
  const wards = people.map(({ id }) => id)
  if (proxy && (await isFormerWorkerOf(db, person, wards))) throw new ApiError('not-found')
}

/**
 * Cancels a booking or leaves the waitlist. After the deadline only with `late`, which is recorded as a late
 * cancellation.
 */
export async function cancel(deps: Deps, person: string, booking: Booking, late: boolean): Promise<Result<Booking>> {
  await checkProxy(deps, person, booking)
  const may = mayCancel(booking, deps.now(), late)
  if (!may.ok) return may
  const isLate = booking.status === 'booked' && !booking.askedFrom && deps.now() > instant(booking.cancelUntil)
  const gone = await leaveBooking(deps.db, person, booking.id, deps.now(), isLate ? 'late' : 'self')
  const after = await reread(deps, person, booking)
  if (gone) return ok(after)
  // A concurrent cancellation or scan was faster; the current state tells which.
  const why = mayCancel(after, deps.now(), late)
  return why.ok ? refuse({ refusal: 'came-already' }) : why
}

/** Accepts an offered place or a new time. Idempotent. */
export async function accept(deps: Deps, person: string, before: Booking, starts?: string): Promise<Result<Booking>> {
  await checkProxy(deps, person, before)
  const outcome = await acceptBooking(deps.db, person, before.id, deps.now(), starts)
  if (outcome !== 'accepted' && outcome !== 'moved-again') return refuse({ refusal: outcome })
  const booking = await reread(deps, person, before)
  return outcome === 'accepted' ? ok(booking) : refuse({ refusal: outcome, startsAt: booking.startsAt })
}
