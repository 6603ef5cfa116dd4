import { ok, type Result, refuse } from '@core/base/refusal'
import { instant } from '@core/base/time'
import { type Booking, mayCancel } from '@core/booking/booking'
import type { Deps } from '../../base/deps'
import { acceptBooking, leaveBooking, listOwn, type OwnBooking } from './queries'

/** A booking that this person made, by proxy too. */
export async function findOwn(deps: Deps, person: string, id: string): Promise<OwnBooking | undefined> {
  const [own] = await listOwn(deps.db, person, deps.now(), { id, wards: true })
  return own
}

const reread = async (deps: Deps, person: string, before: Booking): Promise<Booking> =>
  (await findOwn(deps, person, before.id))?.booking ?? before

/** Gives the places back, or the place in the line. After the deadline only `late` ones, which are remembered as such. */
export async function cancel(deps: Deps, person: string, booking: Booking, late: boolean): Promise<Result<Booking>> {
  const may = mayCancel(booking, deps.now(), late)
  if (!may.ok) return may
  const isLate = booking.status === 'booked' && !booking.askedFrom && deps.now() > instant(booking.cancelUntil)
  const gone = await leaveBooking(deps.db, person, booking.id, deps.now(), isLate ? 'late' : 'self')
  const after = await reread(deps, person, booking)
  if (gone) return ok(after)
  // A second cancellation or a scan came in between; what is there now says which.
  const why = mayCancel(after, deps.now(), late)
  return why.ok ? refuse({ refusal: 'came-already' }) : why
}

/** Yes to an offered place, or to a new time. Said twice, it is said once. */
export async function accept(deps: Deps, person: string, before: Booking): Promise<Result<Booking>> {
  const outcome = await acceptBooking(deps.db, person, before.id, deps.now())
  return outcome === 'accepted' ? ok(await reread(deps, person, before)) : refuse({ refusal: outcome })
}
