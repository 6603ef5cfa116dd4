import { parseCheckInCode } from '@core/attendance/check-in-code'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { locatePrecisely } from '@/platform/location/location'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type CheckedIn = Answer<Endpoints['checkIn']>

/** Any other code that a camera comes upon is none of ours, and nobody need be asked. */
const NOT_A_CHECK_IN_CODE: CallOutcome<CheckedIn> = { state: 'refused', why: { refusal: 'forged', wall: true } }

/** Paper alone asks where the phone is: a screen's code is of this very minute. */
export const needsLocation = (code: string): boolean => parseCheckInCode(code)?.means === 'wall'

/** I am here, by this code. */
export async function checkIn(code: string, booking: string | undefined): Promise<CallOutcome<CheckedIn>> {
  if (!parseCheckInCode(code)) return NOT_A_CHECK_IN_CODE
  const spot = needsLocation(code) ? await locatePrecisely() : undefined
  return toOutcome(cloud('checkIn', { body: { code, ...(spot ? { spot } : {}), ...(booking ? { booking } : {}) } }))
}
