import { isWord, type Language, readable, say } from '../words/say'
import type { Notice } from './notice'

/** Text of a notice in one language; `{when}` is the session's time. A newer cloud may send a kind unknown here. */
export function sayNotice(language: Language, notice: Notice): string {
  const values = readable(language, notice)
  const word: string = `notice.${notice.kind}`
  return say(language, isWord(word) ? word : 'notice.unknown', { ...values, when: values.startsAt })
}
