import { plainLetters } from './letters'

/** Ten letters and figures of Crockford's base 32, as the code of an invitation is sent. */
const CODE = /^[0-9a-hjkmnp-tv-z]{10}$/

/** Five and five, in capitals, as one reads it out. */
export const spellCode = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`.toUpperCase()

/** What somebody typed as the code it means. */
export function readCode(typed: string): string | undefined {
  const code = plainLetters(typed)
  return CODE.test(code) ? code : undefined
}
