import { NAME_MOST, nameFault } from '@core/account/person'
import { lettersOf } from '@core/base/text'
import type { Words } from '@/words/use-words'

/**
 * What an input for a name holds, in UTF-16 code units: more than any valid name, so that a long one is answered with a
 * message and never cut without one.
 */
export const NAME_INPUT_MOST = 4 * NAME_MOST

/** Why a typed name is not valid, and what one can do; empty where it is. */
export function sayNameFault({ t }: Pick<Words, 't'>, name: string): string {
  const fault = nameFault(name)
  if (!fault) return ''
  return t(`person.name-${fault}`, { most: NAME_MOST, letters: lettersOf(name.trim()) })
}
