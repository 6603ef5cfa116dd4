import * as v from 'valibot'
import { LETTER, normalizeBase32 } from '../base/base32'

/** Ten letters and figures of Crockford's base 32, as the code of an invitation is sent. */
const CODE = new RegExp(`^${LETTER}{10}$`)
/** The same as it is sent, in capitals or not. */
export const GuardianCode = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(CODE))

/** Five and five, in capitals, as one reads it out. */
export const formatGuardianCode = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`.toUpperCase()

/** What somebody typed as the code it means. */
export function parseGuardianCode(typed: string): string | undefined {
  const code = normalizeBase32(typed)
  return CODE.test(code) ? code : undefined
}
