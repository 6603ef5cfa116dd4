import { LETTER, plainLetters } from './letters'
import { MINUTE } from './time'

/** So long a code that a phone shows logs one in at a computer, once. */
export const DESK_LASTS = 2 * MINUTE

/** Ten letters are fifty bits; sixteen, eighty, are for while somebody is guessing. */
export const DESK_LETTERS = { usual: 10, long: 16 } as const
export const DESK_CODE = new RegExp(`^${LETTER}{10}(${LETTER}{6})?$`)

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
