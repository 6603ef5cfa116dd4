import { issuePass, type Pass, passKey } from '@core/attendance/pass'
import type { PassPayload } from '@core/attendance/pass-payload'
import { hexOf } from '@core/base/bytes'
import { instant, MINUTE } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import { crypto } from '../../util/crypto'
import type { PassKeys } from './keys'

type Dated = { booking: Pick<Booking, 'id' | 'startsAt' | 'endsAt'>; generation: number; seats: number }
type Passed = Dated & { booking: Pick<Booking, 'code'> }

const payloadOf = ({ booking, generation, seats }: Dated, key: number, card: boolean): PassPayload => {
  const startsAt = instant(booking.startsAt)
  const minutes = (instant(booking.endsAt) - startsAt) / MINUTE
  return { key, card, booking: booking.id, startsAt, minutes, seats, generation: generation % 256 }
}

/** The pass stored on the booker's phone, with the key from which it computes the rotating code it shows. */
export async function makePass(keys: PassKeys, own: Passed): Promise<Pass> {
  const signer = await keys.current()
  const payload = payloadOf(own, signer.id, false)
  const text = issuePass(payload, signer.sign)
  const day = (await keys.finder())(payload)?.day as Uint8Array
  return { booking: own.booking.id, text, key: hexOf(passKey(text, day, crypto.mac)), code: own.booking.code }
}

/** The text of a printed card: marked as a card, and without a key. */
export async function makeCard(keys: PassKeys, own: Dated): Promise<string> {
  const signer = await keys.current()
  return issuePass(payloadOf(own, signer.id, true), signer.sign)
}
