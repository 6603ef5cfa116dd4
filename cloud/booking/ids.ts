/** Crockford's base 32, lower case: no i, l, o, u to be misread. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** Eighty random bits behind the station. */
export const newBookingId = (station: string, random: (bytes: number) => Uint8Array): string =>
  `${station}.${Array.from(random(16), (byte) => LETTERS.charAt(byte & 31)).join('')}`

/** Eight figures, unique at their station (the database sees to it), to be read out at a door. */
export const newDoorCode = (random: (bytes: number) => Uint8Array): string => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = random(5)
  // Forty bits over a hundred million: no figure is likelier than another by more than one in ten thousand.
  const value = a * 2 ** 32 + b * 2 ** 24 + c * 2 ** 16 + d * 2 ** 8 + e
  return String(value % 100_000_000).padStart(8, '0')
}
