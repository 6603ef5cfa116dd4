import * as v from 'valibot'
import { plainLetters } from './letters'

/** Ten letters and figures of Crockford's base 32, as the code of an invitation is sent. */
const CODE = /^[0-9a-hjkmnp-tv-z]{10}$/
/** The same as it is sent, in capitals or not. */
export const InvitationCode = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(CODE))

/** So many days a code is good. */
export const INVITATION_DAYS = 3

/** Five and five, in capitals, as one reads it out. */
export const spellCode = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`.toUpperCase()

/** What somebody typed as the code it means. */
export function readCode(typed: string): string | undefined {
  const code = plainLetters(typed)
  return CODE.test(code) ? code : undefined
}
