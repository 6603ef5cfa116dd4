import { plainLetters } from './letters'
import { HOUR, MINUTE } from './time'

/** So long a code that a phone shows logs one in at a computer, once. */
export const DESK_LASTS = 2 * MINUTE

/** Ten a second, that is so many in a minute, are more than a city mistypes: somebody is guessing. */
export const DESK_MISSES_MOST = 600
/** So long after that codes are longer. */
export const DESK_WARY = HOUR
/** So long it can still be said of a code that it is used or over. */
export const DESK_REMEMBERED = HOUR

/** Ten letters are fifty bits; sixteen, eighty, are for while somebody is guessing. */
export const DESK_LETTERS = { usual: 10, long: 16 } as const
export const DESK_CODE = /^[0-9a-hjkmnp-tv-z]{10}([0-9a-hjkmnp-tv-z]{6})?$/

/** In capitals, by fives or by fours: nobody copies more at a glance. */
export const spellDesk = (code: string): string => {
  const group = code.length === DESK_LETTERS.usual ? 5 : 4
  return (code.toUpperCase().match(new RegExp(`.{1,${group}}`, 'g')) ?? []).join(' ')
}

/** What was typed, or read off a screen, as the code it means; undefined where it is none. */
export function readDesk(typed: string): string | undefined {
  const code = plainLetters(typed)
  return DESK_CODE.test(code) ? code : undefined
}
