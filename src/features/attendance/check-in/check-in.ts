import { parseCheckInCode } from '@core/attendance/check-in-code'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { locatePrecisely } from '@/platform/location/location'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type CheckedIn = Answer<Endpoints['checkIn']>

/** Refusal for any other QR code, decided locally without a request. */
const NOT_A_CHECK_IN_CODE: CallOutcome<CheckedIn> = { state: 'refused', why: { refusal: 'forged', wall: true } }

/** Only the printed code needs the location; a screen code is proof of presence because it rotates every 30 s. */
export const needsLocation = (code: string): boolean => parseCheckInCode(code)?.means === 'wall'

/** Checks in with a scanned code. */
export async function checkIn(code: string, booking: string | undefined): Promise<CallOutcome<CheckedIn>> {
  if (!parseCheckInCode(code)) return NOT_A_CHECK_IN_CODE
  const spot = needsLocation(code) ? await locatePrecisely() : undefined
  return toOutcome(cloud('checkIn', { body: { code, ...(spot ? { spot } : {}), ...(booking ? { booking } : {}) } }))
}
