import { type Language, readable, say } from '../words/say'
import type { Notice } from './notice'

/** Text of a notice in one language; `{when}` is the session's time. */
export function sayNotice(language: Language, notice: Notice): string {
  const values = readable(language, notice)
  return say(language, `notice.${notice.kind}`, { ...values, when: values.startsAt })
}
