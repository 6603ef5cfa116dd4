import { BASE32_ALPHABET, toBase32 } from '@core/base/base32'
import type { Instant } from '@core/base/time'

const SECOND = 1000
const TIME_LENGTH = 6

/** 30 bits of seconds in base32, ordered for 34 years, so that bookings made together are adjacent in an index. */
function timeInBase32(now: Instant): string {
  let rest = Math.floor(now / SECOND)
  let text = ''
  for (let at = 0; at < TIME_LENGTH; at++) {
    text = BASE32_ALPHABET.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/** Booking id: its station, its second, and 80 random bits. */
export const newBookingId = (station: string, now: Instant, random: (bytes: number) => Uint8Array): string =>
  `${station}.${timeInBase32(now)}${toBase32(random(16))}`

/** Door code: 8 digits to read out at check-in, unique within their session by a database constraint. */
export const newDoorCode = (random: (bytes: number) => Uint8Array): string => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = random(5)
  // 40 bits modulo 10^8: no code is likelier than another by more than 1 in 10,000.
  const value = a * 2 ** 32 + b * 2 ** 24 + c * 2 ** 16 + d * 2 ** 8 + e
  return String(value % 100_000_000).padStart(8, '0')
}
