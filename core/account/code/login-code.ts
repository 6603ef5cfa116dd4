import { LETTER, normalizeBase32, typedBase32 } from '../../base/base32'
import { HOUR, MINUTE } from '../../base/time'

/** Validity of a login code: a phone shows it, and it logs its owner in at a computer, once. */
export const LOGIN_CODE_LIFETIME = 2 * MINUTE

/** Unknown codes per minute (10 a second), more than a city mistypes. Above it somebody is guessing: codes get longer. */
export const MAX_MISSES = 600
/** How long codes stay longer after such a minute, in milliseconds. */
export const GUESSING_WINDOW = HOUR
/** How long an ended code is stored, to answer that it is used or expired; milliseconds. */
export const REMEMBERED_FOR = HOUR

/** Length in base32 characters: 10 are 50 bits; 16, or 80 bits, are used while somebody is guessing codes. */
export const LOGIN_CODE_LENGTH = { usual: 10, long: 16 } as const
const CODE = new RegExp(`^${LETTER}{10}(${LETTER}{6})?$`)
/** Schema of the code in a request, as it was typed or scanned. */
export const LoginCode = typedBase32(CODE)

/** Display form: capitals in groups of five or four, as many as one copies at a glance. */
export const formatLoginCode = (code: string): string => {
  const group = code.length === LOGIN_CODE_LENGTH.usual ? 5 : 4
  return (code.toUpperCase().match(new RegExp(`.{1,${group}}`, 'g')) ?? []).join(' ')
}

/** Parses a typed or scanned code; undefined where it is not one. */
export function parseLoginCode(typed: string): string | undefined {
  const code = normalizeBase32(typed)
  return CODE.test(code) ? code : undefined
}
