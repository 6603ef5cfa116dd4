import { wallOf } from '@core/attendance/check-in-code'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { locateWell } from '@/platform/location/location'
import { cloud } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

export type CheckedIn = Answer<Endpoints['checkIn']>

/** Any other code that a camera comes upon is none of ours, and nobody need be asked. */
const NOT_OURS: Settled<CheckedIn> = { state: 'refused', why: { refusal: 'forged', wall: true } }

/** Paper alone asks where the phone is: a screen's code is of this very minute. */
export const asksPlace = (code: string): boolean => wallOf(code)?.means === 'wall'

/** I am here, by this code. */
export async function checkIn(code: string, booking: string | undefined): Promise<Settled<CheckedIn>> {
  if (!wallOf(code)) return NOT_OURS
  const spot = asksPlace(code) ? await locateWell() : undefined
  return settle(cloud('checkIn', { body: { code, ...(spot ? { spot } : {}), ...(booking ? { booking } : {}) } }))
}
