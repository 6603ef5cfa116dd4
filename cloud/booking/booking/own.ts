import { ok, type Result, refuse } from '@core/base/refusal'
import { instant } from '@core/base/time'
import { type Booking, mayCancel } from '@core/booking/booking'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { acceptBooking, leaveBooking, listOwn } from './queries'

export async function findOwn(deps: Deps, person: string, id: string) {
  const [own] = await listOwn(deps.db, person, deps.now(), { id, wards: true })
  if (!own) throw new ApiError('not-found')
  return own
}

/** Gives the places back, or the place in the line. After the deadline only `late` ones, which are remembered as such. */
export async function cancel(deps: Deps, person: string, id: string, late: boolean): Promise<Result<Booking>> {
  const { booking } = await findOwn(deps, person, id)
  const may = mayCancel(booking, deps.now(), late)
  if (!may.ok) return may
  const isLate = booking.status === 'booked' && !booking.askedFrom && deps.now() > instant(booking.cancelUntil)
  const gone = await leaveBooking(deps.db, person, id, deps.now(), isLate ? 'late' : 'self')
  const after = (await findOwn(deps, person, id)).booking
  if (gone) return ok(after)
  // A second cancellation or a scan came in between; what is there now says which.
  const why = mayCancel(after, deps.now(), late)
  return why.ok ? refuse({ refusal: 'came-already' }) : why
}

/** Yes to an offered place, or to a new time. Said twice, it is said once. */
export async function accept(deps: Deps, person: string, id: string): Promise<Result<Booking>> {
  const outcome = await acceptBooking(deps.db, person, id, deps.now())
  if (outcome === null) throw new ApiError('not-found')
  const { booking } = await findOwn(deps, person, id)
  return outcome === 'accepted' ? ok(booking) : refuse({ refusal: outcome })
}
