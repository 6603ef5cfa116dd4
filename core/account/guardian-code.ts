import { LETTER, normalizeBase32, typedBase32 } from '../base/base32'

/** Guardian invitation code: ten characters of Crockford's base32, in lower case as stored and sent. */
const CODE = new RegExp(`^${LETTER}{10}$`)
/** Schema of the code in a request, as it was typed. */
export const GuardianCode = typedBase32(CODE)

/** Display form: two groups of five, in capitals, easy to read out. */
export const formatGuardianCode = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`.toUpperCase()

/** Parses a typed code; undefined where it is not one. */
export function parseGuardianCode(typed: string): string | undefined {
  const code = normalizeBase32(typed)
  return CODE.test(code) ? code : undefined
}
