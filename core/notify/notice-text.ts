import { isWord, type Language, readable, say } from '../words/say'
import type { Notice } from './notice'

/**
 * Text of a notice in one language; `{when}` is the session's time. Who was seated without being asked is told until when
 * they may leave, which notices from before do not know. A newer cloud may send a kind unknown here.
 */
export function sayNotice(language: Language, notice: Notice): string {
  const values = readable(language, notice)
  const { kind, until } = notice
  const word: string = `notice.${kind}`
  const text = say(language, isWord(word) ? word : 'notice.unknown', { ...values, when: values.startsAt })
  const leave = (kind === 'promoted' || kind === 'drawn') && until ? say(language, 'notice.leave', values) : ''
  return leave && language === 'en' ? `${text} ${leave}` : text + leave
}
