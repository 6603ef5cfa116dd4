import { LETTER, normalizeBase32 } from '../base/base32'
import { MINUTE } from '../base/time'

/** So long a code that a phone shows logs one in at a computer, once. */
export const LOGIN_CODE_LIFETIME = 2 * MINUTE

/** Ten letters are fifty bits; sixteen, eighty, are for while somebody is guessing. */
export const LOGIN_CODE_LENGTH = { usual: 10, long: 16 } as const
export const LOGIN_CODE = new RegExp(`^${LETTER}{10}(${LETTER}{6})?$`)

/** In capitals, by fives or by fours: nobody copies more at a glance. */
export const formatLoginCode = (code: string): string => {
  const group = code.length === LOGIN_CODE_LENGTH.usual ? 5 : 4
  return (code.toUpperCase().match(new RegExp(`.{1,${group}}`, 'g')) ?? []).join(' ')
}

/** What was typed, or read off a screen, as the code it means; undefined where it is none. */
export function parseLoginCode(typed: string): string | undefined {
  const code = normalizeBase32(typed)
  return LOGIN_CODE.test(code) ? code : undefined
}
