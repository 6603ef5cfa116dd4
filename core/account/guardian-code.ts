import * as v from 'valibot'
import { normalizeBase32 } from '../base/base32'
import { formatLoginCode, LOGIN_CODE } from './login-code'

/**
 * Guardian invitation code, in lower case as stored and sent. Of the same form as a login code: ten characters of
 * Crockford's base32, 50 bits, short enough to read out on the phone; sixteen while somebody is guessing codes.
 */
const CODE = LOGIN_CODE
/** Schema of the code in a request: case and surrounding spaces are ignored. */
export const GuardianCode = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(CODE))

/** Display form, in capitals and groups, easy to read out. */
export const formatGuardianCode = formatLoginCode

/** Parses a typed code; undefined where it is not one. */
export function parseGuardianCode(typed: string): string | undefined {
  const code = normalizeBase32(typed)
  return CODE.test(code) ? code : undefined
}
