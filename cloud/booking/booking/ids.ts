import { BASE32_ALPHABET, toBase32 } from '@core/base/base32'
import type { Instant } from '@core/base/time'

const SECOND = 1000
const TIME_LETTERS = 6

/** Thirty bits of seconds: in order for 34 years, so that what is made together stands together in an index. */
function timeLetters(now: Instant): string {
  let rest = Math.floor(now / SECOND)
  let text = ''
  for (let at = 0; at < TIME_LETTERS; at++) {
    text = BASE32_ALPHABET.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/** Its station, its second, and eighty random bits. */
export const newBookingId = (station: string, now: Instant, random: (bytes: number) => Uint8Array): string =>
  `${station}.${timeLetters(now)}${toBase32(random(16))}`

/** Eight figures, unique in their session (the database sees to it), to be read out at a door. */
export const newDoorCode = (random: (bytes: number) => Uint8Array): string => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = random(5)
  // Forty bits over a hundred million: no figure is likelier than another by more than one in ten thousand.
  const value = a * 2 ** 32 + b * 2 ** 24 + c * 2 ** 16 + d * 2 ** 8 + e
  return String(value % 100_000_000).padStart(8, '0')
}
